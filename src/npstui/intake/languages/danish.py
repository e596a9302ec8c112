"""Danish."""

from npstui.intake.languages.language import Language

DANISH = Language(
    code="da",
    names={
        "response_id": "svar-id, svarid, besvarelses-id, svarnummer, respons-id",
        "responded_at": (
            "svardato, svartidspunkt, besvaret, besvaret den, tidsstempel, indsendt, "
            "afsluttet, slutdato, oprettet, dato og tid, dato, tidspunkt, tid"
        ),
        "score": "nps-score, nps-karakter, nps-point, anbefaling, anbefalingsvillighed",
        "comment": (
            "kommentar, kommentarer, begrundelse, årsag, fritekst, åbent svar, feedback, "
            "bemærkninger, hvorfor, hvorfor ikke"
        ),
        "customer_id": "kunde-id, kundenummer, kundenr, bruger-id, kunde, medlemsnummer",
        "customer_name": "kundenavn, navn, fulde navn",
        "email": "e-mail, e-mailadresse, mailadresse, e-post",
        "phone": "telefon, telefonnummer, mobil, mobilnummer, tlf",
        "company": "firma, virksomhed, firmanavn, virksomhedsnavn, selskab",
        "survey": "undersøgelse, spørgeskema, undersøgelsens navn",
        "survey_type": "undersøgelsestype",
        "channel": "kanal",
        "touchpoint": "kontaktpunkt, berøringspunkt",
        "product": "produkt, produktnavn, ydelse, tjeneste",
        "region": "region, område, land",
        "agent": "sagsbehandler, sælger, rådgiver, kundebehandler",
        "team": "team, afdeling",
        "language": "sprog",
        "revenue": "omsætning, indtægt, kundeværdi",
        "purchased_at": "købsdato, ordredato",
        "preferred_channel": "ønsket kanal, foretrukken kanal",
        "do_not_contact": "må ikke kontaktes, kontakt ikke, ingen kontakt",
        "question": "spørgsmål, spørgsmålstekst",
    },
    generic={
        "score": "karakter, point, bedømmelse, vurdering",
    },
    questions={
        "score": (
            "hvor sandsynligt | hvor sandsynlig | hvor stor er sandsynligheden & anbefal",
            "vil du anbefale | ville du anbefale & 0-10 | 0 til 10 | skala",
        ),
        "comment": (
            "hvorfor",
            "årsagen til | hvorfor gav | hvorfor valgte | begrund | uddyb",
            "fortæl os | fortæl mere | hvad kan vi | hvad kunne vi | hvordan kan vi | forbedre",
        ),
    },
    scale="skala fra 0 til 10, skala 0-10, fra 0 til 10",
    other_metrics="tilfreds, hvor nemt, hvor let",
    first_name="fornavn",
    last_name="efternavn",
    elsewhen=(
        "sendt, udsendt, leveret, åbnet, inviteret, start, startet, født, fødsel, køb, ordre, "
        "ændret, frist, registreret"
    ),
    others="sælger, sagsbehandler, ansat, leder, ansvarlig, medarbejder",
    places="adresse, postadresse, vej, gade, postnummer",
    counts="antal, antal svar, svar, antal besvarelser, besvarelser, andel",
    totals="i alt, total, sum, gennemsnit, snit, median",
    unanswered=(
        "ikke svar, intet svar, ikke svaret, ikke besvaret, ubesvaret, ved ikke, "
        "det ved jeg ikke, vil ikke svare, ønsker ikke at svare, ingen holdning, "
        "ikke relevant, sprunget over"
    ),
    parts="svar, åbent svar, fritekst, point, etiket",
    months=(
        "januar jan, februar feb, marts mar, april apr, maj, juni jun, juli jul, august aug, "
        "september sep sept, oktober okt, november nov, december dec"
    ),
)
