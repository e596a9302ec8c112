"""German."""

from npstui.intake.languages.language import Language

GERMAN = Language(
    code="de",
    names={
        "response_id": (
            "antwort-id, antwortnummer, teilnahme-id, rückmeldungs-id, fragebogen-id, id der "
            "antwort"
        ),
        "responded_at": (
            "antwortdatum, beantwortet am, beantwortet, datum der antwort, abgeschickt am, "
            "datum abgeschickt, erfassungsdatum, zeitstempel, eingegangen am, abgeschlossen am, "
            "enddatum, fertigstellungszeit, erstellt am, datum und uhrzeit, datum, zeitpunkt, zeit"
        ),
        "score": (
            "nps-wert, nps-punkte, nps-bewertung, weiterempfehlung, weiterempfehlungsbereitschaft, "
            "empfehlungsbereitschaft, weiterempfehlungswahrscheinlichkeit"
        ),
        "comment": (
            "kommentar, kommentare, begründung, grund, freitext, offene antwort, anmerkung, "
            "anmerkungen, rückmeldung, bemerkung, bemerkungen, warum, wieso"
        ),
        "customer_id": (
            "kunden-id, kundennummer, kundennr, benutzer-id, nutzer-id, externe datenreferenz, "
            "kunde, mitgliedsnummer"
        ),
        "customer_name": "kundenname, name des kunden, vollständiger name, name",
        "email": "e-mail, e-mail-adresse, mailadresse, e-mail des empfängers",
        "phone": "telefon, telefonnummer, handy, handynummer, mobilnummer, mobil",
        "company": "firma, unternehmen, firmenname, unternehmensname, organisation",
        "survey": "umfrage, name der umfrage, befragung, fragebogen",
        "survey_type": "umfragetyp, art der umfrage, befragungstyp",
        "channel": "kanal, verteilungskanal",
        "touchpoint": "kontaktpunkt, berührungspunkt",
        "product": "produkt, produktname, dienstleistung",
        "region": "region, gebiet, land, bundesland",
        "agent": "berater, verkäufer, sachbearbeiter, kundenberater, ansprechpartner",
        "team": "team, abteilung",
        "language": "sprache, benutzersprache",
        "revenue": "umsatz, jahresumsatz, kundenwert, erlös",
        "purchased_at": "kaufdatum, bestelldatum, auftragsdatum",
        "preferred_channel": "bevorzugter kanal, gewünschter kanal",
        "do_not_contact": "nicht kontaktieren, kein kontakt, kontaktsperre",
        "question": "frage, fragetext",
    },
    generic={
        "score": "bewertung, punkte, punktzahl, note",
    },
    questions={
        "score": (
            (
                "wie wahrscheinlich | wie hoch ist die wahrscheinlichkeit | würden sie | würdest "
                "du "
                "& empfehlen | weiterempfehlen | empfiehlst | weiterempfehlst"
            ),
        ),
        "comment": (
            "warum | wieso | weshalb",
            "grund für | gründe für | warum haben sie | warum hast du | warum geben | begründen",
            "begründe | erläutern | erzählen sie uns | was können wir | was könnten wir",
            "wie können wir | verbessern | was hat ihnen | was gefällt",
        ),
    },
    scale="skala von 0 bis 10, skala von 0-10, von 0 bis 10, skala 0-10",
    other_metrics="zufrieden, wie einfach, wie leicht, aufwand",
    first_name="vorname, vorname des empfängers",
    last_name="nachname, familienname, nachname des empfängers",
    elsewhen=(
        "gesendet, versendet, verschickt, zugestellt, geöffnet, eingeladen, einladung, start, "
        "startzeit, beginn, anfangsdatum, startdatum, geburt, geboren, geburtsdatum, kauf, "
        "bestell, geändert, fällig, registriert"
    ),
    others="berater, mitarbeiter, verkäufer, leiter, manager, verantwortlicher",
    places="adresse, anschrift, postanschrift, straße, plz, postleitzahl, wohnort",
    counts=(
        "anzahl, antworten, anzahl antworten, anzahl der antworten, teilnehmer, "
        "rückmeldungen, anteil, häufigkeit"
    ),
    totals="gesamt, gesamtergebnis, summe, insgesamt, durchschnitt, mittelwert, median",
    unanswered=(
        "keine Angabe, keine Angaben, ohne Angabe, k. A., keine Antwort, "
        "nicht beantwortet, unbeantwortet, weiß nicht, weiß ich nicht, keine Ahnung, "
        "keine Meinung, möchte ich nicht sagen, nicht zutreffend, trifft nicht zu, "
        "entfällt, übersprungen"
    ),
    parts="antwort, offene antwort, freitext, wert, bezeichnung",
    months=(
        "januar jan jän jänner, februar feb, märz mär mrz, april apr, mai, juni jun, juli jul, "
        "august aug, september sep sept, oktober okt, november nov, dezember dez"
    ),
)
