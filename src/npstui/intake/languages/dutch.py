"""Dutch."""

from npstui.intake.languages.language import Language

DUTCH = Language(
    code="nl",
    names={
        "response_id": "antwoord-id, antwoordnummer, reactie id, inzending id",
        "responded_at": (
            "antwoorddatum, beantwoord op, datum antwoord, tijdstempel, ingevuld op, ingediend "
            "op, einddatum, aangemaakt op, datum en tijd, datum, tijdstip"
        ),
        "score": "nps-cijfer, nps-waarde, aanbeveling, aanbevelingsscore",
        "comment": (
            "opmerking, opmerkingen, toelichting, reden, reactie, commentaar, open antwoord, "
            "vrije tekst, waarom, waarom niet"
        ),
        "customer_id": "klant-id, klantnummer, klantnr, gebruikers-id, klant, lidnummer",
        "customer_name": "klantnaam, naam, volledige naam",
        "email": "e-mailadres, mailadres",
        "phone": "telefoon, telefoonnummer, mobiel, mobiel nummer",
        "company": "bedrijf, bedrijfsnaam, organisatie",
        "survey": "enquête, onderzoek, vragenlijst",
        "survey_type": "enquêtetype, soort onderzoek",
        "channel": "kanaal",
        "touchpoint": "contactmoment, contactpunt",
        "product": "product, productnaam, dienst",
        "region": "regio, gebied, land",
        "agent": "medewerker, adviseur, verkoper",
        "team": "team, afdeling",
        "language": "taal",
        "revenue": "omzet, klantwaarde",
        "purchased_at": "aankoopdatum, besteldatum, orderdatum",
        "preferred_channel": "voorkeurskanaal, gewenst kanaal",
        "do_not_contact": "niet benaderen, geen contact, niet contacteren",
        "question": "vraag, vraagtekst",
    },
    generic={
        "score": "cijfer, beoordeling, waardering, punten",
    },
    questions={
        "score": (
            (
                "hoe waarschijnlijk | in hoeverre | hoe groot is de kans | zou u | zou je & "
                "aanbeveel | aanbeveelt | aanbevelen | aanraden | aanraadt | raadt u | beveelt u"
            ),
        ),
        "comment": (
            "waarom",
            "reden van uw | reden van je | reden voor | waarom geeft | waarom gaf | licht uw",
            "licht je | kunt u toelichten | vertel ons | wat kunnen we | wat kunnen wij",
            "wat zouden we | hoe kunnen we | hoe kunnen wij | verbeteren",
        ),
    },
    scale="schaal van 0 tot 10, schaal van 0-10, van 0 tot 10",
    other_metrics="tevreden, hoe makkelijk, hoe gemakkelijk, moeite",
    first_name="voornaam",
    last_name="achternaam, familienaam",
    elsewhen=(
        "verzonden, verstuurd, geopend, uitnodiging, start, begin, geboorte, geboren, aankoop, "
        "bestel, order, gewijzigd, vervalt, registratie"
    ),
    others="medewerker, adviseur, verkoper, manager, eigenaar, leidinggevende",
    places="adres, woonadres, postadres, straat, postcode, woonplaats",
    counts=(
        "aantal, aantal reacties, aantal antwoorden, aantal respondenten, reacties, "
        "respondenten, aandeel"
    ),
    totals="totaal, eindtotaal, som, gemiddelde, gemiddeld, mediaan",
    unanswered=(
        "geen antwoord, niet beantwoord, onbeantwoord, niet ingevuld, weet niet, "
        "weet ik niet, wil niet zeggen, zeg ik liever niet, wil ik niet zeggen, "
        "geen mening, n.v.t., niet van toepassing, overgeslagen"
    ),
    parts="antwoord, open antwoord, reactie, score, label",
    months=(
        "januari jan, februari feb, maart mrt, april apr, mei, juni jun, juli jul, augustus "
        "aug, september sep sept, oktober okt, november nov, december dec"
    ),
)
