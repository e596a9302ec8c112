"""French."""

from npstui.intake.languages.language import Language

FRENCH = Language(
    code="fr",
    names={
        "response_id": (
            "id de la réponse, id réponse, identifiant de la réponse, numéro de réponse, id de "
            "réponse"
        ),
        "responded_at": (
            "date de réponse, date de la réponse, répondu le, horodateur, horodatage, soumis le, "
            "date de soumission, envoyé par le répondant le, terminé le, date de fin, heure "
            "de fin, "
            "enregistré le, créé le, date de création, date et heure, date"
        ),
        "score": (
            "note nps, score nps, nps note, recommandation, note de recommandation, intention de "
            "recommandation, probabilité de recommandation"
        ),
        "comment": (
            "commentaire, commentaires, verbatim, verbatims, motif, raison, explication, remarque, "
            "remarques, texte libre, réponse libre, avis, pourquoi, pourquoi pas"
        ),
        "customer_id": (
            "id client, identifiant client, numéro client, numéro de client, n° client, code "
            "client, "
            "id utilisateur, client"
        ),
        "customer_name": "nom du client, nom client, nom complet, nom",
        "email": "e-mail, adresse e-mail, adresse mail, courriel, adresse électronique",
        "phone": "téléphone, numéro de téléphone, portable, mobile, tél",
        "company": "entreprise, société, nom de l'entreprise, raison sociale, organisation",
        "survey": "enquête, sondage, nom de l'enquête, questionnaire, campagne",
        "survey_type": "type d'enquête, type de sondage",
        "channel": "canal",
        "touchpoint": "point de contact, étape du parcours",
        "product": "produit, nom du produit, service",
        "region": "région, zone, pays, marché",
        "agent": "conseiller, vendeur, agent, commercial, chargé de clientèle",
        "team": "équipe, service client, département",
        "language": "langue",
        "revenue": "chiffre d'affaires, ca, revenu, montant, valeur client",
        "purchased_at": "date d'achat, date de commande",
        "preferred_channel": "canal préféré, canal souhaité",
        "do_not_contact": "ne pas contacter, pas de contact, opposition",
        "question": "question, texte de la question",
    },
    generic={
        "score": "note, score, évaluation",
    },
    questions={
        "score": (
            (
                "quelle est la probabilité | dans quelle mesure | probabilité | probable | "
                "recommanderiez-vous | recommanderais-tu | seriez-vous prêt | êtes-vous prêt & "
                "recommand"
            ),
        ),
        "comment": (
            "pourquoi",
            "raison de votre | raison de ta | raison principale | raisons de | pourquoi avez-vous",
            "pourquoi cette note | pourquoi as-tu | expliquez | dites-nous | parlez-nous",
            "que pouvons-nous | que pourrions-nous | comment pouvons-nous | améliorer | précisez",
        ),
    },
    scale="échelle de 0 à 10, de 0 à 10, entre 0 et 10",
    other_metrics="satisf, facile, effort",
    first_name="prénom",
    last_name="nom de famille",
    elsewhen=(
        "envoyé, envoyée, envoi, délivré, ouvert, invité, invitation, début, démarré, naissance, "
        "né, achat, commande, modifié, échéance, inscription"
    ),
    others="conseiller, vendeur, employé, responsable, manager, agent",
    places="adresse, rue, code postal",
    counts=(
        "nombre, nombre de réponses, réponses, nb réponses, répondants, effectif, "
        "effectifs, part, pourcentage"
    ),
    totals="total, total général, somme, moyenne, médiane, ensemble",
    unanswered=(
        "sans réponse, pas de réponse, aucune réponse, non-réponse, n'a pas répondu, "
        "non répondu, non renseigné, NR, ne sait pas, ne sais pas, je ne sais pas, NSP, "
        "ne se prononce pas, NSPP, préfère ne pas répondre, sans opinion, sans objet, "
        "non applicable"
    ),
    parts="réponse, réponse ouverte, réponse libre, note, libellé",
    months=(
        "janvier janv jan, février févr fév, mars mar, avril avr, mai, juin, juillet juil, août, "
        "septembre sept sep, octobre oct, novembre nov, décembre déc"
    ),
)
