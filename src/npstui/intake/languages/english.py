"""English."""

from npstui.intake.languages.language import Language

ENGLISH = Language(
    code="en",
    names={
        "response_id": (
            "response id, response uuid, submission id, answer id, survey response id, nps "
            "response id, feedback id, nps feedback id, respondent id, reply id, result id, id"
        ),
        "responded_at": (
            "responded at, response date, response time, date of response, responded, answered "
            "at, date answered, submitted at, submit date, submit date (UTC), submission date, "
            "date submitted, completed at, completion time, rated at, recorded date, end date, "
            "response timestamp, timestamp, time stamp, date & time (UTC), date & time, date and "
            "time, datetime, date time, feedback date, survey date, created at, created date, "
            "created, date created, date, time"
        ),
        "score": (
            "nps score, nps rating, nps, net promoter score, nps value, nps answer, likelihood "
            "to recommend, ltr, likely to recommend, recommend, recommendation, recommendation "
            "score"
        ),
        "comment": (
            "comment, comments, nps comment, feedback text, feedback, nps feedback, customer "
            "feedback, your feedback, verbatim, verbatims, open feedback, reason, score reason, "
            "nps reason, why, why not, explanation, customer comment, additional comments, "
            "remarks, remark, review, free text, open text, text, response text"
        ),
        "customer_id": (
            "customer id, customer number, customer no, client id, user id, userid, contact id, "
            "person id, respondent uuid, account id, member id, external id, external "
            "reference, external data reference, end user id, customer, customer ref, user"
        ),
        "customer_name": (
            "customer name, full name, contact name, user name, name, client name, person name, "
            "respondent name"
        ),
        "email": (
            "email, e-mail, email address, e-mail address, mail, user email, customer email, "
            "client email, contact email, respondent email, recipient email, "
            "person email"
        ),
        "phone": (
            "phone, phone number, telephone, telephone number, mobile, mobile number, mobile "
            "phone, cell phone, msisdn"
        ),
        "company": "company, company name, organisation, organization, account, account name",
        "survey": "survey, survey name, survey title, campaign, campaign name",
        "survey_type": "survey type, nps type, type of survey",
        "channel": "channel, survey channel, source channel, contact channel",
        "touchpoint": "touchpoint, touch point, journey step",
        "product": "product, product name, service",
        "region": "region, area, market, country",
        "agent": "agent, agent name, sales rep, representative, advisor, handled by",
        "team": "team, team name, department",
        "language": "language, locale, user language, start language",
        "revenue": "revenue, annual revenue, arr, mrr, contract value, spend",
        "purchased_at": "purchased at, purchase date, date of purchase, order date, bought at",
        "preferred_channel": ("preferred channel, preferred contact channel, contact preference"),
        "do_not_contact": "do not contact, no contact, opted out, opt out, unsubscribed, dnc",
        "question": "question, question text, nps question",
    },
    generic={
        "score": "score, rating, grade",
    },
    questions={
        "score": (
            "how likely | how probable | how willing | likelihood & recommend | refer",
            "would you recommend & 0 to 10 | 0-10 | scale",
        ),
        "comment": (
            "why",
            "reason for your | reason for the | reason for giving | main reason | primary reason",
            "why did you | tell us why | what is the reason | why this score | why that score",
            "tell us more | please explain | explain your | elaborate | what made you",
            "what can we | what could we | how can we | how could we | what should we | to improve",
            "what did you like | what do you like | what do you value | what disappointed",
            "what would make you | what was missing | what are we doing well",
        ),
    },
    scale="scale of 0-10, scale of 0 to 10, scale from 0 to 10, from 0 to 10, on a 0-10 scale",
    other_metrics="satisf, how easy, effort, how difficult",
    first_name="first name, firstname, given name, recipient first name, contact first name",
    last_name=("last name, lastname, surname, family name, recipient last name, contact last name"),
    elsewhen=(
        "sent, delivered, delivery, opened, invited, invitation, start, started, birth, born, "
        "prompt, due, expires, updated, modified, last action, stage, seed, renewal, signup, "
        "signed up, registered, purchase, order, login, logged in, last seen, last active, last "
        "visit, cancelled, churned, valid, closed, resolved, shipped, hired"
    ),
    others=(
        "agent, employee, owner, manager, team leader, assignee, rep, advisor, sender, created "
        "by, collector, ip"
    ),
    places="address, street, postal, postcode, zip, user agent, useragent, browser",
    counts=(
        "n, count, counts, responses, respondents, answers, number of responses, "
        "number of answers, number of respondents, no. of responses, # responses, "
        "response count, total responses, sample, sample size, frequency, "
        "votes, share, percent, percentage"
    ),
    totals="total, totals, grand total, sum, average, avg, mean, median, overall",
    unanswered=(
        "NA, N/A, null, none, nil, nan, #N/A, no answer, not answered, unanswered, "
        "did not answer, no response, skipped, skip, not applicable, don't know, "
        "do not know, i don't know, dk, dk/na, not sure, unsure, no opinion, "
        "prefer not to say, prefer not to answer, rather not say, refused, "
        "refused to answer, declined to answer, blank, empty, missing, not asked, "
        "not rated, no rating, no score, not given, not provided"
    ),
    parts=(
        "response, open-ended response, score, label, answer, insight, action, comment, other "
        "(please specify), topics"
    ),
    months=(
        "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, "
        "september sep sept, october oct, november nov, december dec"
    ),
)
