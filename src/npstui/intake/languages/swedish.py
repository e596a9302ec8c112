"""Swedish."""

from npstui.intake.languages.language import Language

SWEDISH = Language(
    code="sv",
    names={
        "response_id": "svarsid, svars-id, svarsnummer, enkätsvar id",
        "responded_at": (
            "svarsdatum, svarstid, besvarad, besvarat, tidsstämpel, inskickad, slutdatum, "
            "skapad, datum och tid, datum, tid, tidpunkt"
        ),
        "score": "nps-betyg, nps-poäng, nps-värde, rekommendation, rekommendationsvilja",
        "comment": (
            "kommentar, kommentarer, motivering, anledning, fritext, öppet svar, återkoppling, "
            "synpunkter, omdöme, varför, varför inte"
        ),
        "customer_id": "kund-id, kundnummer, kundnr, användar-id, kund, medlemsnummer",
        "customer_name": "kundnamn, namn, fullständigt namn",
        "email": "e-post, e-postadress, epost, mejl, mejladress",
        "phone": "telefon, telefonnummer, mobil, mobilnummer",
        "company": "företag, företagsnamn, bolag",
        "survey": "enkät, enkätnamn, undersökning",
        "survey_type": "enkättyp, undersökningstyp",
        "channel": "kanal",
        "touchpoint": "kontaktpunkt, kontaktyta",
        "product": "produkt, produktnamn, tjänst",
        "region": "region, område, land",
        "agent": "handläggare, säljare, rådgivare",
        "team": "team, avdelning",
        "language": "språk",
        "revenue": "omsättning, intäkt, kundvärde",
        "purchased_at": "köpdatum, inköpsdatum, orderdatum",
        "preferred_channel": "önskad kanal, föredragen kanal",
        "do_not_contact": "kontakta ej, får ej kontaktas, ingen kontakt",
        "question": "fråga, frågetext",
    },
    generic={
        "score": "betyg, poäng",
    },
    questions={
        "score": (
            "hur troligt | hur sannolikt | hur stor är sannolikheten | hur gärna & rekommendera",
            "skulle du rekommendera | kan du tänka dig att rekommendera & 0-10 | 0 till 10 | skala",
        ),
        "comment": (
            "varför",
            "anledningen till | varför gav | varför valde | motivera | berätta varför",
            "berätta mer | vad kan vi | vad kunde vi | hur kan vi | förbättra | vad uppskattar",
        ),
    },
    scale="skala 0-10, skala från 0 till 10, från 0 till 10",
    other_metrics="nöjd, hur enkelt, hur lätt",
    first_name="förnamn",
    last_name="efternamn",
    elsewhen=(
        "skickad, skickat, utskick, levererad, öppnad, inbjudan, start, född, födelse, köp, "
        "order, ändrad, förfaller, registrerad"
    ),
    others="säljare, handläggare, anställd, chef, ansvarig, medarbetare",
    places="adress, gatuadress, postadress, hemadress, bostadsadress, gata, postnummer, postort",
    counts="antal, antal svar, svar, antal svarande, svarande, andel",
    totals="totalt, total, summa, snitt, medel, medelvärde, genomsnitt, median",
    unanswered=(
        "ej svar, inget svar, ingen svar, svar saknas, ej besvarad, ej besvarat, "
        "obesvarad, obesvarat, vet ej, vet inte, vet inte/vill inte svara, "
        "vill ej svara, vill inte svara, avstår, ingen uppgift, uppgift saknas, "
        "ingen åsikt, ej aktuellt, ej relevant, ej tillämpligt, hoppade över"
    ),
    parts="svar, öppet svar, fritextsvar, poäng, etikett",
    months=(
        "januari jan, februari feb, mars mar, april apr, maj, juni jun, juli jul, augusti aug, "
        "september sep sept, oktober okt, november nov, december dec"
    ),
)
