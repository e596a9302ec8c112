"""Norwegian."""

from npstui.intake.languages.language import Language

NORWEGIAN = Language(
    code="no",
    names={
        "response_id": "svar-id, svarid, respons-id, besvarelse id",
        "responded_at": (
            "svardato, svartidspunkt, besvart, tidsmerke, tidsstempel, innsendt, sluttdato, "
            "opprettet, dato og tid, dato, tidspunkt, tid"
        ),
        "score": "nps-karakter, nps-poeng, nps-skår, anbefaling, anbefalingsvilje",
        "comment": (
            "kommentar, kommentarer, begrunnelse, årsak, fritekst, åpent svar, "
            "tilbakemelding, hvorfor, hvorfor ikke"
        ),
        "customer_id": "kunde-id, kundenummer, kundenr, bruker-id, kunde, medlemsnummer",
        "customer_name": "kundenavn, navn, fullt navn",
        "email": "e-post, e-postadresse, epostadresse",
        "phone": "telefon, telefonnummer, mobil, mobilnummer, tlf",
        "company": "firma, selskap, bedrift, firmanavn",
        "survey": "undersøkelse, spørreundersøkelse",
        "survey_type": "undersøkelsestype",
        "channel": "kanal",
        "touchpoint": "kontaktpunkt, berøringspunkt",
        "product": "produkt, produktnavn, tjeneste",
        "region": "region, område, land",
        "agent": "saksbehandler, selger, rådgiver, kundebehandler",
        "team": "team, avdeling",
        "language": "språk",
        "revenue": "omsetning, inntekt, kundeverdi",
        "purchased_at": "kjøpsdato, ordredato",
        "preferred_channel": "ønsket kanal, foretrukket kanal",
        "do_not_contact": "ikke kontakt, skal ikke kontaktes, ingen kontakt",
        "question": "spørsmål, spørsmålstekst",
    },
    generic={
        "score": "karakter, poeng, skår, poengsum",
    },
    questions={
        "score": (
            "hvor sannsynlig | hvor trolig | hvor stor er sannsynligheten & anbefal",
            "vil du anbefale | ville du anbefalt & 0-10 | 0 til 10 | skala",
        ),
        "comment": (
            "hvorfor",
            "årsaken til | hvorfor ga | hvorfor valgte | begrunn | fortell hvorfor",
            "fortell oss | fortell mer | hva kan vi | hva kunne vi | hvordan kan vi | forbedre",
        ),
    },
    scale="skala fra 0 til 10, skala 0-10, fra 0 til 10",
    other_metrics="fornøyd, tilfreds, hvor enkelt, hvor lett",
    first_name="fornavn",
    last_name="etternavn",
    elsewhen=(
        "sendt, utsendt, levert, åpnet, invitert, start, født, fødsel, kjøp, ordre, endret, "
        "frist, registrert"
    ),
    others="selger, saksbehandler, ansatt, leder, ansvarlig, medarbeider",
    places="adresse, gateadresse, postadresse, gate, postnummer, poststed",
    counts="antall, antall svar, svar, antall respondenter, respondenter, andel",
    totals="totalt, sum, snitt, gjennomsnitt, median",
    unanswered=(
        "ikke svar, ingen svar, intet svar, ikke svart, ikke besvart, ubesvart, "
        "vet ikke, veit ikkje, vil ikke svare, ønsker ikke å svare, ingen mening, "
        "ikke aktuelt, ikke relevant, hoppet over"
    ),
    parts="svar, åpent svar, fritekst, poeng, etikett",
    months=(
        "januar jan, februar feb, mars mar, april apr, mai, juni jun, juli jul, august aug, "
        "september sep sept, oktober okt, november nov, desember des"
    ),
)
