"""Chinese in simplified characters."""

from npstui.intake.languages.language import Language

CHINESE_SIMPLIFIED = Language(
    code="zh-Hans",
    names={
        "response_id": "答卷编号, 答卷ID, 回复ID, 回复编号, 答复编号, 反馈ID, 序号, 编号",
        "responded_at": (
            "提交答卷时间, 提交时间, 答题时间, 回答时间, 回复时间, 评价时间, 反馈时间, 完成时间, "
            "结束时间, 时间戳, 时间戳记, 填写时间, 创建时间, 日期, 时间"
        ),
        "score": (
            "NPS分数, NPS评分, NPS得分, NPS值, 净推荐值, 推荐意愿, 推荐度, 推荐分数, 推荐可能性, "
            "推荐评分"
        ),
        "comment": (
            "评论, 评语, 留言, 意见, 建议, 意见建议, 意见和建议, 反馈, 反馈内容, 原因, 理由, 备注, "
            "评价内容, 为什么"
        ),
        "customer_id": "客户ID, 客户编号, 客户号, 用户ID, 用户编号, 会员号, 会员ID, 客户, 用户",
        "customer_name": "客户姓名, 客户名称, 用户名, 姓名, 名字",
        "email": "邮箱, 电子邮箱, 电子邮件, 邮件, 邮箱地址, 电子邮件地址",
        "phone": "电话, 手机, 手机号, 手机号码, 电话号码, 联系电话",
        "company": "公司, 公司名称, 企业, 单位, 企业名称",
        "survey": "问卷, 问卷名称, 调查, 调查名称",
        "survey_type": "问卷类型, 调查类型",
        "channel": "渠道, 来源渠道",
        "touchpoint": "触点, 接触点",
        "product": "产品, 产品名称, 服务",
        "region": "地区, 区域, 省份, 城市, 国家",
        "agent": "客服, 坐席, 销售, 顾问, 负责人",
        "team": "团队, 部门",
        "language": "语言",
        "revenue": "收入, 营收, 消费金额, 客户价值",
        "purchased_at": "购买日期, 购买时间, 下单时间",
        "preferred_channel": "首选渠道, 偏好渠道",
        "do_not_contact": "请勿联系, 不要联系, 免打扰",
        "question": "问题, 题目",
    },
    generic={
        "score": "评分, 分数, 得分, 打分",
    },
    questions={
        "score": ("推荐 & 可能 | 多大 | 愿意 | 意愿 | 程度 | 会不会 | 是否会 | 几分 | 打分",),
        "comment": (
            "为什么 | 为何",
            "原因 | 为什么 | 理由 | 为何 & 分 | 打分 | 评分 | 评价 | 推荐 | 选择 | 主要 | 请",
            "请告诉我们 | 请说明 | 改进 | 改善 | 意见或建议 | 意见和建议",
        ),
    },
    scale="0到10, 0至10, 0-10分, 0~10",
    other_metrics="满意, 容易, 费力",
    first_name="名",
    last_name="姓",
    elsewhen="发送, 送达, 打开, 邀请, 开始, 出生, 生日, 购买, 下单, 修改, 更新, 到期, 注册, 所用",
    others="客服, 员工, 销售, 经理, 负责人",
    parts="回答, 答案, 分数, 标签",
    months="1月, 2月, 3月, 4月, 5月, 6月, 7月, 8月, 9月, 10月, 11月, 12月",
)
