"""What columns are called, by canonical field and language: data alone, read by headers.py.

Names are compared folded (words.folded). Within a field the earlier name wins, so a name that
surely means the field stands before one that may.
"""

from collections.abc import Mapping

NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "response_id": {
        "en": (
            *("response id", "response uuid", "submission id", "answer id", "survey response id"),
            *("nps response id", "feedback id", "nps feedback id", "respondent id", "reply id"),
            *("result id", "id"),
        ),
        "sv": ("svarsid", "svars-id", "svarsnummer", "enkätsvar id"),
        "no": ("svar-id", "svarid", "respons-id", "besvarelse id"),
        "nl": ("antwoord-id", "antwoordnummer", "reactie id", "inzending id"),
        "pt": ("id da resposta", "id resposta", "código da resposta", "número da resposta"),
    },
    "responded_at": {
        "en": (
            *("responded at", "response date", "response time", "date of response", "responded"),
            *("answered at", "date answered", "submitted at", "submit date", "submit date (UTC)"),
            *("submission date", "date submitted", "completed at", "completion time", "end date"),
            *("rated at", "recorded date", "response timestamp", "timestamp", "time stamp"),
            *("date & time (UTC)", "date and time", "datetime", "date time", "feedback date"),
            *("survey date", "created at", "created date", "created", "date created", "date"),
            *("time",),
        ),
        "sv": (
            *("svarsdatum", "svarstid", "besvarad", "besvarat", "tidsstämpel", "inskickad"),
            *("slutdatum", "skapad", "datum och tid", "datum", "tid", "tidpunkt"),
        ),
        "no": (
            *("svardato", "svartidspunkt", "besvart", "tidsmerke", "tidsstempel", "innsendt"),
            *("sluttdato", "opprettet", "dato og tid", "dato", "tidspunkt", "tid"),
        ),
        "nl": (
            *("antwoorddatum", "beantwoord op", "datum antwoord", "tijdstempel", "ingevuld op"),
            *("ingediend op", "einddatum", "aangemaakt op", "datum en tijd", "datum", "tijdstip"),
        ),
        "pt": (
            *("data da resposta", "data de resposta", "data resposta", "respondido em"),
            *("carimbo de data/hora", "data e hora", "data/hora", "enviado em", "data de envio"),
            *("data final", "criado em", "data de criação", "data"),
        ),
    },
    "score": {
        "en": (
            *("nps score", "nps rating", "nps", "net promoter score", "nps value", "nps answer"),
            *("likelihood to recommend", "ltr", "likely to recommend", "recommend"),
            *("recommendation", "recommendation score"),
        ),
        "sv": (*("nps-betyg", "nps-poäng", "nps-värde", "rekommendation", "rekommendationsvilja"),),
        "no": (*("nps-karakter", "nps-poeng", "nps-skår", "anbefaling", "anbefalingsvilje"),),
        "nl": (*("nps-cijfer", "nps-waarde", "aanbeveling", "aanbevelingsscore"),),
        "pt": (*("nota nps", "pontuação nps", "nps nota", "recomendação", "nota de recomendação"),),
    },
    "comment": {
        "en": (
            *("comment", "comments", "nps comment", "feedback text", "feedback", "verbatim"),
            *("open feedback", "reason", "score reason", "explanation", "customer comment"),
            *("remarks", "remark", "review", "free text", "open text", "text", "response text"),
        ),
        "sv": (
            *("kommentar", "kommentarer", "motivering", "anledning", "fritext", "öppet svar"),
            *("återkoppling", "synpunkter", "omdöme"),
        ),
        "no": (
            *("kommentar", "kommentarer", "begrunnelse", "årsak", "fritekst", "åpent svar"),
            *("tilbakemelding",),
        ),
        "nl": (
            *("opmerking", "opmerkingen", "toelichting", "reden", "reactie", "commentaar"),
            *("open antwoord", "vrije tekst"),
        ),
        "pt": (
            *("comentário", "comentários", "motivo", "justificativa", "observação"),
            *("observações", "depoimento", "opinião", "feedback do cliente", "resposta", "texto"),
        ),
    },
    "customer_id": {
        "en": (
            *("customer id", "customer number", "customer no", "client id", "user id", "userid"),
            *("contact id", "person id", "respondent uuid", "account id", "member id"),
            *("external id", "external reference", "external data reference", "end user id"),
            *("customer", "customer ref", "user"),
        ),
        "sv": ("kund-id", "kundnummer", "kundnr", "användar-id", "kund", "medlemsnummer"),
        "no": ("kunde-id", "kundenummer", "kundenr", "bruker-id", "kunde", "medlemsnummer"),
        "nl": ("klant-id", "klantnummer", "klantnr", "gebruikers-id", "klant", "lidnummer"),
        "pt": (
            *("id do cliente", "id cliente", "código do cliente", "código cliente"),
            *("número do cliente", "id do usuário", "cliente", "usuário"),
        ),
    },
    "customer_name": {
        "en": ("customer name", "full name", "contact name", "user name", "name", "client name"),
        "sv": ("kundnamn", "namn", "fullständigt namn"),
        "no": ("kundenavn", "navn", "fullt navn"),
        "nl": ("klantnaam", "naam", "volledige naam"),
        "pt": ("nome do cliente", "nome cliente", "nome completo", "nome"),
    },
    "email": {
        "en": ("email", "e-mail", "email address", "e-mail address", "mail", "user email"),
        "sv": ("e-post", "e-postadress", "epost", "mejl", "mejladress"),
        "no": ("e-post", "e-postadresse", "epostadresse"),
        "nl": ("e-mailadres", "mailadres"),
        "pt": ("e-mail do cliente", "endereço de e-mail", "correio eletrônico"),
    },
    "phone": {
        "en": (
            *("phone", "phone number", "telephone", "telephone number", "mobile"),
            *("mobile number", "mobile phone", "cell phone", "msisdn"),
        ),
        "sv": ("telefon", "telefonnummer", "mobil", "mobilnummer"),
        "no": ("telefon", "telefonnummer", "mobil", "mobilnummer", "tlf"),
        "nl": ("telefoon", "telefoonnummer", "mobiel", "mobiel nummer"),
        "pt": ("telefone", "celular", "número de telefone", "telemóvel"),
    },
    "company": {
        "en": (
            "company",
            "company name",
            "organisation",
            "organization",
            "account",
            "account name",
        ),
        "sv": ("företag", "företagsnamn", "bolag"),
        "no": ("firma", "selskap", "bedrift", "firmanavn"),
        "nl": ("bedrijf", "bedrijfsnaam", "organisatie"),
        "pt": ("empresa", "nome da empresa", "companhia", "organização"),
    },
    "survey": {
        "en": ("survey", "survey name", "survey title", "campaign", "campaign name"),
        "sv": ("enkät", "enkätnamn", "undersökning"),
        "no": ("undersøkelse", "spørreundersøkelse"),
        "nl": ("enquête", "onderzoek", "vragenlijst"),
        "pt": ("pesquisa", "nome da pesquisa", "questionário", "campanha"),
    },
    "survey_type": {
        "en": ("survey type", "nps type", "type of survey"),
        "sv": ("enkättyp", "undersökningstyp"),
        "no": ("undersøkelsestype",),
        "nl": ("enquêtetype", "soort onderzoek"),
        "pt": ("tipo de pesquisa", "tipo pesquisa"),
    },
    "channel": {
        "en": ("channel", "survey channel", "source channel", "contact channel"),
        "sv": ("kanal",),
        "no": ("kanal",),
        "nl": ("kanaal",),
        "pt": ("canal",),
    },
    "touchpoint": {
        "en": ("touchpoint", "touch point", "journey step"),
        "sv": ("kontaktpunkt", "kontaktyta"),
        "no": ("kontaktpunkt", "berøringspunkt"),
        "nl": ("contactmoment", "contactpunt"),
        "pt": ("ponto de contato", "jornada", "ponto de contacto"),
    },
    "product": {
        "en": ("product", "product name", "service"),
        "sv": ("produkt", "produktnamn", "tjänst"),
        "no": ("produkt", "produktnavn", "tjeneste"),
        "nl": ("product", "productnaam", "dienst"),
        "pt": ("produto", "nome do produto", "serviço"),
    },
    "region": {
        "en": ("region", "area", "market", "country"),
        "sv": ("region", "område", "land"),
        "no": ("region", "område", "land"),
        "nl": ("regio", "gebied", "land"),
        "pt": ("região", "estado", "país", "praça"),
    },
    "agent": {
        "en": ("agent", "agent name", "sales rep", "representative", "advisor", "handled by"),
        "sv": ("handläggare", "säljare", "rådgivare"),
        "no": ("saksbehandler", "selger", "rådgiver", "kundebehandler"),
        "nl": ("medewerker", "adviseur", "verkoper"),
        "pt": ("atendente", "agente", "vendedor", "consultor"),
    },
    "team": {
        "en": ("team", "team name", "department"),
        "sv": ("team", "avdelning"),
        "no": ("team", "avdeling"),
        "nl": ("team", "afdeling"),
        "pt": ("equipe", "equipa", "departamento"),
    },
    "language": {
        "en": ("language", "locale", "user language", "start language"),
        "sv": ("språk",),
        "no": ("språk",),
        "nl": ("taal",),
        "pt": ("idioma", "língua"),
    },
    "revenue": {
        "en": ("revenue", "annual revenue", "arr", "mrr", "contract value", "spend"),
        "sv": ("omsättning", "intäkt", "kundvärde"),
        "no": ("omsetning", "inntekt", "kundeverdi"),
        "nl": ("omzet", "klantwaarde"),
        "pt": ("receita", "faturamento", "valor do contrato"),
    },
    "purchased_at": {
        "en": ("purchased at", "purchase date", "date of purchase", "order date", "bought at"),
        "sv": ("köpdatum", "inköpsdatum", "orderdatum"),
        "no": ("kjøpsdato", "ordredato"),
        "nl": ("aankoopdatum", "besteldatum", "orderdatum"),
        "pt": ("data da compra", "data de compra", "data do pedido"),
    },
    "preferred_channel": {
        "en": ("preferred channel", "preferred contact channel", "contact preference"),
        "sv": ("önskad kanal", "föredragen kanal"),
        "no": ("ønsket kanal", "foretrukket kanal"),
        "nl": ("voorkeurskanaal", "gewenst kanaal"),
        "pt": ("canal preferido", "canal de preferência"),
    },
    "do_not_contact": {
        "en": ("do not contact", "no contact", "opted out", "opt out", "unsubscribed", "dnc"),
        "sv": ("kontakta ej", "får ej kontaktas", "ingen kontakt"),
        "no": ("ikke kontakt", "skal ikke kontaktes", "ingen kontakt"),
        "nl": ("niet benaderen", "geen contact", "niet contacteren"),
        "pt": ("não contatar", "não contactar", "não entrar em contato"),
    },
    "question": {
        "en": ("question", "question text", "nps question"),
        "sv": ("fråga", "frågetext"),
        "no": ("spørsmål", "spørsmålstekst"),
        "nl": ("vraag", "vraagtekst"),
        "pt": ("pergunta", "texto da pergunta"),
    },
}

# Names that may mean the field: they yield to every surer name and to a question.
GENERIC: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "score": {
        "en": ("score", "rating", "grade"),
        "sv": ("betyg", "poäng"),
        "no": ("karakter", "poeng", "skår", "poengsum"),
        "nl": ("cijfer", "beoordeling", "waardering", "punten"),
        "pt": ("nota", "pontuação", "avaliação"),
    },
}

# A header that is a question: every group must be met by one of its pieces, all folded.
QUESTIONS: Mapping[str, Mapping[str, tuple[tuple[tuple[str, ...], ...], ...]]] = {
    "score": {
        "en": (
            (("how likely",), ("recommend",)),
            (("would you recommend",), ("0 to 10", "0-10", "scale")),
        ),
        "sv": ((("hur troligt", "hur sannolikt", "hur stor är sannolikheten"), ("rekommendera",)),),
        "no": (
            (
                ("hvor sannsynlig", "hvor trolig", "hvor stor er sannsynligheten"),
                ("anbefale", "anbefaler"),
            ),
        ),
        "nl": (
            (
                ("hoe waarschijnlijk", "in hoeverre", "hoe groot is de kans"),
                ("aanbeveel", "aanbevelen", "aanraden", "aanraadt", "raadt u", "beveelt u"),
            ),
        ),
        "pt": (
            (
                ("qual a probabilidade", "qual é a probabilidade", "quão provável", "0 a 10"),
                ("recomend", "indicar", "indicaria"),
            ),
            (("qual a chance", "qual é a chance", "o quanto você"), ("recomend", "indicar")),
        ),
    },
    "comment": {
        "en": (
            (("reason for your", "reason for the", "reason for giving"),),
            (("why did you", "tell us why", "what is the main reason", "why this score"),),
        ),
        "sv": ((("anledningen till", "varför gav", "varför valde", "motivera"),),),
        "no": ((("årsaken til", "hvorfor ga", "hvorfor valgte", "begrunn"),),),
        "nl": ((("reden van uw", "reden voor", "waarom geeft", "waarom gaf", "licht uw"),),),
        "pt": (
            (("motivo da sua", "motivo da nota", "por que você", "por que deu", "porque deu"),),
        ),
    },
}
# A question about a scale of 0 to 10 that does not say “recommend”: the last resort for a score.
SCALES: Mapping[str, tuple[str, ...]] = {
    "en": ("scale of 0-10", "scale of 0 to 10", "scale from 0 to 10", "from 0 to 10"),
    "sv": ("skala 0-10", "skala från 0 till 10", "från 0 till 10"),
    "no": ("skala fra 0 til 10", "skala 0-10", "fra 0 til 10"),
    "nl": ("schaal van 0 tot 10", "schaal van 0-10", "van 0 tot 10"),
    "pt": ("escala de 0 a 10", "de 0 a 10"),
}
