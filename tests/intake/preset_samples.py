"""A made-up file of each platform after its own documents, and what must come of it."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Sample:
    """A file, and what must come of it: scores by id, what is set aside, cells of the first row."""

    preset: str
    content: Any
    scores: dict[str | None, int]
    aside: dict[str, int] = field(default_factory=dict)
    first: dict[str, Any] = field(default_factory=dict)
    source: str | None = None  # None: the platform's

    @property
    def name(self) -> str:
        return "sample.csv" if isinstance(self.content, str) else "sample.json"

    @property
    def text(self) -> str:
        return self.content if isinstance(self.content, str) else json.dumps(self.content)


def on(day: int, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=UTC)


SAMPLES = {
    "delighted": Sample(
        "delighted",
        [
            {"id": "d1", "person": {"id": "p1", "email": "a@x.no", "name": "A"}, "score": 3,
             "survey_type": "nps", "comment": "slow", "permalink": "https://delighted.com/r/1",
             "created_at": 1793520000, "updated_at": 1793620800,
             "person_properties": {"Delighted Source": "Email", "country": "SE"}},
            {"id": "d2", "person": {"id": "p2"}, "score": 5, "survey_type": "csat",
             "permalink": "https://delighted.com/r/2", "created_at": 1793520000},
        ],
        {"d1": 3},
        {"another metric": 1},
        {"responded_at": on(1, 8, 0), "customer_id": "p1", "email": "a@x.no", "channel": "Email",
         "region": "SE", "survey_type": None},
    ),
    "delighted webhook": Sample(
        "delighted",
        {"event_type": "survey_response.created", "event_id": "e",
         "event_data": {"id": "d1", "score": 9, "survey_type": "nps", "comment": "x",
                        "created_at": 1793520000, "person": {"id": "p", "email": "a@x.no"}}},
        {"d1": 9},
        first={"email": "a@x.no", "responded_at": on(1, 8, 0)},
    ),
    "wootric": Sample(
        "wootric",
        [
            {"id": 7, "end_user_id": 1, "survey_id": 2, "score": 0, "text": "no",
             "excluded_from_calculations": False, "created_at": "2026-11-01 09:05:00 -0800",
             "end_user": {"email": "a@x.no", "properties": {"purchase_date": 1793520000}}},
            {"id": 8, "end_user_id": 1, "survey_id": 2, "score": 10, "text": None,
             "excluded_from_calculations": True, "created_at": 1793520000},
        ],
        {"7": 0},
        {"excluded": 1},
        {"responded_at": on(1, 17, 5), "purchased_at": on(1, 8, 0), "customer_id": "1"},
    ),
    "wootric webhook": Sample(
        "wootric",
        [
            {"event_name": "created", "email": "a@x.no",
             "response": {"id": 7, "survey_id": 2, "score": 6, "text": "hm",
                          "created_at": "2026-11-01T13:57:26.558-07:00"}},
            {"event_name": "decline", "response": {"id": 9, "survey_id": 2, "score": None}},
        ],
        {"7": 6},
        {"dismissed": 1},
        {"email": "a@x.no", "comment": "hm"},
    ),
    "asknicely": Sample(
        "asknicely",
        {"success": True, "total": "3", "data": [
            {"response_id": "1", "contact_id": "c", "answer": "8", "comment": "", "sent": "1",
             "responded": "1793520000", "question_type": "nps", "segment": None},
            {"response_id": "2", "answer": "4", "responded": "1793520000",
             "question_type": "5star"},
            {"response_id": "3", "answer": "", "responded": "0", "question_type": "nps"},
        ]},
        {"1": 8},
        {"another metric": 1, "unanswered": 1},
        {"responded_at": on(1, 8, 0), "comment": None, "customer_id": "c"},
    ),
    "asknicely webhook": Sample(
        "asknicely",
        {"count": "1", "question": {"id": "5", "score": "9", "comment": "yes", "type": "nps",
                                    "responded": "1793520000", "sent": "1"},
         "person": {"id": "p", "email": "a@x.no"}},
        {"5": 9},
        first={"responded_at": on(1, 8, 0), "email": "a@x.no"},
    ),
    "pendo": Sample(
        "pendo",
        [{"poll_id": "p", "visitor_id": "v", "guide_id": "g", "poll_response": "9",
          "browser_time": 1793520000000, "account_id": "a"}],
        {"p/v/1793520000000": 9},
        first={"responded_at": on(1, 8, 0), "customer_id": "v", "company": "a"},
    ),
    "help scout": Sample(
        "help-scout",
        [{"id": "h1", "value": "9", "category": "promoter", "comment": "thanks",
          "timestamp": "2026-11-01T08:00:00Z"}],
        {"h1": 9},
        first={"responded_at": on(1, 8, 0), "comment": "thanks"},
        source="sample",
    ),
    "alchemer": Sample(
        "alchemer",
        "Response ID,Status,datesubmitted,How likely are you to recommend us?,Why?\n"
        "1,Complete,2026-11-10 10:00:00,9,good\n2,Partial,,,\n",
        {"1": 9},
        {"partial": 1},
        {"responded_at": on(10, 15, 0), "comment": "good"},
        source="sample",
    ),
    "retently": Sample(
        "retently",
        {"success": True, "data": {"page": 1, "pages": 1, "responses": [
            {"id": "r1", "score": 9, "comment": "x", "createdDate": "2026-11-01T04:33:13.217Z",
             "email": "a@x.no", "isBogus": False, "metricsType": "NPS", "customerId": "c",
             "customProps": [{"name": "plan", "type": "string", "value": "Pro"}],
             "feedbackTopics": [{"name": "price", "sentiment": "negative"}]},
            {"id": "r2", "score": 1, "createdDate": "2026-11-01T04:33:13.217Z", "isBogus": True,
             "metricsType": "NPS"},
            {"id": "r3", "score": 5, "createdDate": "2026-11-01T04:33:13.217Z", "isBogus": False,
             "metricsType": "CSAT"},
        ]}},
        {"r1": 9},
        {"bogus": 1, "another metric": 1},
        {"customProps.plan": "Pro", "customer_id": "c"},
    ),
    "satismeter": Sample(
        "satismeter",
        {"responses": [
            {"id": "s1", "rating": 8, "score": 0, "feedback": "ok", "dismissed": False,
             "pending": False, "created": "2026-11-01T04:33:13.217Z", "category": "passive",
             "user": {"userId": "u1", "email": "a@x.no", "createdAt": "2020-01-01T00:00:00Z"}},
            {"id": "s2", "rating": None, "dismissed": True, "pending": False,
             "created": "2026-11-01T04:33:13.217Z"},
            {"id": "s3", "rating": None, "dismissed": False, "pending": True,
             "created": "2026-11-01T04:33:13.217Z"},
        ]},
        {"s1": 8},
        {"dismissed": 1, "pending": 1},
        {"customer_id": "u1", "comment": "ok"},
    ),
    "survicate": Sample(
        "survicate",
        '"Date & Time (UTC)","Response uuid","Respondent uuid","Device","email","Q#1: How likely'
        ' are you to recommend X on a scale from 0 to 10?","","Q#2: What is missing?","",'
        '"Q#3: What do you like?","","country"\n'
        '"","","","","","Score","Label","Answer","Insight","Answer","Insight",""\n'
        '"2026-11-01 17:31:53","s1","p1","Mobile","a@x.no","3","Detractor","speed","","","","NO"\n'
        '"2026-11-02 17:31:53","s2","p2","Mobile","b@x.no","10","Promoter","","","all","","NO"\n',
        {"s1": 3, "s2": 10},
        first={"responded_at": on(1, 17, 31, 53), "comment": "speed", "region": "NO"},
    ),
    "survicate api": Sample(
        "survicate",
        {"data": [
            {"uuid": "s1", "collected_at": "2026-11-01T04:33:13Z",
             "answers": [{"question_id": 1, "answer": {"rating": 9}},
                         {"question_id": 2, "answer": {"content": "good"}}],
             "respondent": {"uuid": "p1", "attributes": [{"name": "email", "value": "a@x.no"}]}},
            {"uuid": "s2", "collected_at": "2026-11-01T04:33:13Z",
             "answers": [{"question_id": 1, "answer": {"rating": 2}},
                         {"question_id": 2, "answer": "bad"}]},
        ]},
        {"s1": 9, "s2": 2},
        first={"comment": "good", "email": "a@x.no"},
    ),
    "zendesk": Sample(
        "zendesk",
        {"count": 1, "responses": [
            {"id": 1, "rating": 9, "comment": "x", "rated_at": "2026-11-01T01:00:00-07:00",
             "delivered_at": "2026-10-20T01:00:00-07:00", "user_id": 5, "user_email": "a@x.no"}]},
        {"1": 9},
        first={"responded_at": on(1, 8, 0), "email": "a@x.no"},
    ),
    "hubspot": Sample(
        "hubspot",
        {"results": [
            {"id": "1", "properties": {"hs_value": "9", "hs_content": "x", "hs_survey_type": "NPS",
                                       "hs_response_group": "PROMOTER"},
             "createdAt": "2026-11-01T03:30:17.883Z"},
            {"id": "2", "properties": {"hs_value": "2", "hs_survey_type": "CSAT",
                                       "hs_response_group": "PROMOTER"},
             "createdAt": "2026-11-01T03:30:17.883Z"},
        ]},
        {"1": 9},
        {"another metric": 1},
    ),
    "typeform": Sample(
        "typeform",
        "#,How likely are you to recommend us?,Why?,Phone number,Response Type,Start Date (UTC),"
        "Stage Date (UTC),Submit Date (UTC),Network ID,Tags,Ending\n"
        "aaa,9,\"Bra, men\",'+4670,completed,2026-11-01 06:24:12,,2026-11-01 06:27:59,n1,,\n"
        "bbb,,,,partial,2026-11-01 06:30:00,2026-11-01 06:30:09,,n2,,\n",
        {"aaa": 9},
        {"partial": 1},
        {"responded_at": on(1, 6, 27, 59), "phone": "+4670", "comment": "Bra, men"},
    ),
    "typeform webhook": Sample(
        "typeform",
        {"event_type": "form_response", "form_response": {
            "form_id": "f", "token": "t1", "submitted_at": "2026-11-01T08:23:59Z",
            "hidden": {"customer_id": "C-1"},
            "definition": {"title": "NPS", "fields": [{"id": "1", "title": "How old?"}]},
            "answers": [
                {"type": "number", "number": 41, "field": {"id": "0", "type": "number"}},
                {"type": "number", "number": 0, "field": {"id": "1", "type": "nps"}},
                {"type": "text", "text": "why", "field": {"id": "2", "type": "long_text"}}]}},
        {"t1": 0},
        first={"customer_id": "C-1", "comment": "why", "survey": "NPS"},
    ),
    "surveymonkey": Sample(
        "surveymonkey",
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,Custom Data 1,"
        "How likely is it that you would recommend us to a friend or colleague?,Why?\n"
        ",,,,,,,,Open-Ended Response\n"
        "11,4,11/20/2026 07:48:07 AM,11/20/2026 08:09:25 AM,192.0.2.1,a@x.no,C1,"
        "Not at all likely - 0,Bad\n"
        "12,4,11/21/2026 07:48:07 AM,11/21/2026 08:09:25 AM,192.0.2.1,,,Extremely likely - 10,\n"
        "13,4,11/21/2026 07:48:07 AM,11/21/2026 08:09:25 AM,192.0.2.1,,,,\n",
        {"11": 0, "12": 10},
        {"unanswered": 1},
        {"responded_at": on(20, 7, 9, 25), "customer_id": "C1", "comment": "Bad"},
    ),
    "qualtrics": Sample(
        "qualtrics",
        "StartDate,EndDate,Status,Progress,Finished,RecordedDate,ResponseId,RecipientEmail,"
        "ExternalReference,DistributionChannel,UserLanguage,Q1_NPS_GROUP,Q1,Q2\n"
        "Anfangsdatum,Enddatum,Antworttyp,Fortschritt,Beendet,Aufgezeichnet,Antwort-ID,E-Mail,"
        'Referenz,Kanal,Sprache,"Wie wahrscheinlich ist es, dass Sie uns empfehlen? - Group",'
        '"Wie wahrscheinlich ist es, dass Sie uns empfehlen?","Warum?\nMehr"\n'
        + ",".join(
            '"{""ImportId"":""' + name + '""}"'
            for name in ("startDate", "endDate", "status", "progress", "finished", "recordedDate",
                         "_recordId", "recipientEmail", "externalDataReference",
                         "distributionChannel", "userLanguage", "QID1_NPS_GROUP", "QID1",
                         "QID2_TEXT")
        )
        + "\n2026-11-01 08:28:09,2026-11-01 08:28:48,0,100,1,2026-11-01 08:28:48,R_1,a@x.no,C1,"
        "email,SV,1,4,Inte bra\n"
        "2026-11-01 08:28:09,2026-11-01 08:28:48,1,100,1,2026-11-01 08:28:48,R_2,,,preview,SV,3,"
        "10,x\n"
        "2026-11-01 08:28:09,2026-11-01 08:28:48,0,40,0,2026-11-08 08:28:48,R_3,,,email,SV,,,\n",
        {"R_1": 4},
        {"test": 1, "partial": 1},
        {"responded_at": on(1, 7, 28, 48), "email": "a@x.no", "comment": "Inte bra"},
    ),
    "limesurvey": Sample(
        "limesurvey",
        '"id. Response ID","submitdate. Date submitted","lastpage. Last page",'
        '"startlanguage. Start language","seed. Seed","NPS. How likely are you to recommend us? ",'
        '"WHY. Why? "\n'
        '"1","2026-11-01 10:00:00","3","sv","14","9","Snabbt"\n"2","","1","sv","15","",""\n'
        '"3","1980-01-01 00:00:00","3","nl","16","4","Te duur"\n',
        {"1": 9, "3": 4},
        {"partial": 1},
        {"responded_at": on(1, 9, 0), "language": "sv"},
        "sample",
    ),
    "limesurvey codes": Sample(
        "limesurvey",
        "id,submitdate,lastpage,startlanguage,NPS,WHY\n1,2026-11-01 10:00:00,3,sv,9,x\n",
        {"1": 9},
        source="sample",
    ),
    "google forms": Sample(
        "google-forms",
        '"Timestamp","Email Address","How likely are you to recommend us?","Why?"\n'
        '"2026/11/01 9:05:13 AM GMT+1","a@x.no","0","Line one\nline two"\n',
        {None: 0},
        first={"responded_at": on(1, 8, 5, 13), "email": "a@x.no"},
        source="sample",
    ),
    "google sheet": Sample(
        "google-forms",
        "Horodateur,Recommanderiez-vous nos services ? (0 à 10),Pourquoi ?\n"
        "18/11/2026 17:05:47,9,Parfait\n19/11/2026 17:05:47,3,Non\n",
        {None: 3},
        first={"responded_at": on(18, 16, 5, 47)},
        source="sample",
    ),
    "microsoft forms": Sample(
        "microsoft-forms",
        "ID,Start time,Completion time,Email,Name,Last modified time,"
        "How likely are you to recommend us?,Why?\n"
        "1,11/18/2026 10:40,11/18/2026 10:47,a@x.no,Ann,,9,fast\n",
        {"1": 9},
        first={"responded_at": on(18, 9, 47), "email": "a@x.no", "customer_name": "Ann"},
        source="sample",
    ),
    "tally": Sample(
        "tally",
        "\ufeffSubmission ID,Respondent ID,Submitted at,plan,"
        "How likely are you to recommend us?,Why?\n"
        "s1,p1,11/18/2026 15:15,Pro,6.0,x\ns2,p1,11/19/2026 15:15,Pro,10,\n",
        {"s1": 6, "s2": 10},
        first={"responded_at": on(18, 14, 15), "customer_id": "p1"},
    ),
    "formbricks": Sample(
        "formbricks",
        "No.,Response ID,Timestamp,Finished,Survey ID,Formbricks ID (internal),User ID,Tags,"
        "1. How likely are you to recommend us?,2. Why?,person.email\n"
        "1,r1,2026-11-01 10:11:12 UTC,Yes,s,i,u1,,9,'=x,a@x.no\n"
        "2,r2,2026-11-01 10:11:12 GMT+1,No,s,i,u2,,,,\n",
        {"r1": 9},
        {"partial": 1},
        {"responded_at": on(1, 10, 11, 12), "comment": "=x", "email": "a@x.no"},
    ),
    "thanx": Sample(
        "thanx",
        "nps_feedback_id,user_id,rating,review,state,created_at,rated_at\n"
        "1,u1,9,good,reviewed,2026-10-01 10:00:00,2026-11-01 10:00:00\n"
        "2,u2,,,unviewed,2026-10-01 10:00:00,\n",
        {"1": 9},
        {"unanswered": 1},
        {"responded_at": on(1, 10, 0), "comment": "good"},
    ),
    "wenjuanxing": Sample(
        "wenjuanxing",
        "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您有多大可能向朋友推荐我们？,2、原因是什么？\n"
        "1,2026/11/01 12:00:00,35秒,微信,N/A,192.0.2.1,9,很好\n",
        {"1": 9},
        first={"responded_at": on(1, 4, 0), "comment": "很好", "channel": "微信"},
        source="sample",
    ),
}  # fmt: skip
