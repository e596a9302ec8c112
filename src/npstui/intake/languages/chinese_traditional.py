"""Chinese in traditional characters."""

from npstui.intake.languages.language import Language

CHINESE_TRADITIONAL = Language(
    code="zh-Hant",
    names={
        "response_id": "答卷編號, 問卷編號, 回覆ID, 回覆編號, 回應編號, 回饋編號, 序號, 編號",
        "responded_at": (
            "提交時間, 送出時間, 填答時間, 作答時間, 回答時間, 回覆時間, 評價時間, 回饋時間, "
            "完成時間, "
            "結束時間, 時間戳記, 填寫時間, 建立時間, 日期, 時間"
        ),
        "score": (
            "NPS分數, NPS評分, NPS得分, NPS值, 淨推薦值, 推薦意願, 推薦度, 推薦分數, 推薦可能性, "
            "推薦評分"
        ),
        "comment": (
            "評論, 評語, 留言, 意見, 建議, 意見建議, 意見與建議, 回饋, 回饋內容, 原因, 理由, 備註, "
            "評價內容, 為什麼"
        ),
        "customer_id": "客戶ID, 客戶編號, 顧客編號, 用戶ID, 會員編號, 會員ID, 客戶, 顧客, 會員",
        "customer_name": "客戶姓名, 顧客姓名, 客戶名稱, 會員姓名, 姓名, 名字",
        "email": "電子郵件, 電子信箱, 信箱, 電郵, 郵件, 電子郵件地址",
        "phone": "電話, 手機, 手機號碼, 電話號碼, 聯絡電話, 行動電話",
        "company": "公司, 公司名稱, 企業, 單位",
        "survey": "問卷, 問卷名稱, 調查, 調查名稱",
        "survey_type": "問卷類型, 調查類型",
        "channel": "通路, 管道, 渠道",
        "touchpoint": "接觸點, 觸點",
        "product": "產品, 產品名稱, 商品, 服務",
        "region": "地區, 區域, 縣市, 城市, 國家",
        "agent": "客服, 客服人員, 業務, 顧問, 專員",
        "team": "團隊, 部門",
        "language": "語言, 語系",
        "revenue": "營收, 收入, 消費金額, 客戶價值",
        "purchased_at": "購買日期, 購買時間, 訂購日期",
        "preferred_channel": "偏好管道, 首選管道",
        "do_not_contact": "請勿聯絡, 不要聯絡, 勿擾",
        "question": "問題, 題目",
    },
    generic={
        "score": "評分, 分數, 得分, 給分",
    },
    questions={
        "score": ("推薦 & 可能 | 多大 | 願意 | 意願 | 程度 | 會不會 | 是否會 | 幾分 | 給分",),
        "comment": (
            "為什麼 | 為何",
            "原因 | 為什麼 | 理由 | 為何 & 分 | 評分 | 評價 | 推薦 | 選擇 | 主要 | 請",
            "請告訴我們 | 請說明 | 改進 | 改善 | 意見或建議 | 意見與建議",
        ),
    },
    scale="0到10, 0至10, 0-10分, 0~10",
    other_metrics="滿意, 容易, 費力",
    first_name="名",
    last_name="姓",
    elsewhen="發送, 寄出, 送達, 開啟, 邀請, 開始, 出生, 生日, 購買, 訂購, 修改, 更新, 到期, 註冊",
    others="客服, 員工, 業務, 經理, 負責人",
    parts="回答, 答案, 分數, 標籤",
    months="1月, 2月, 3月, 4月, 5月, 6月, 7月, 8月, 9月, 10月, 11月, 12月",
)
