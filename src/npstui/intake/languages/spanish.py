"""Spanish."""

from npstui.intake.languages.language import Language

SPANISH = Language(
    code="es",
    names={
        "response_id": (
            "id de respuesta, id de la respuesta, id respuesta, identificador de respuesta, número "
            "de respuesta, código de respuesta"
        ),
        "responded_at": (
            "fecha de respuesta, fecha de la respuesta, fecha respuesta, respondido el, "
            "respondido, marca temporal, enviado por el encuestado, completado el, finalizado el, "
            "fecha de finalización, hora de finalización, fecha fin, registrado el, creado el, "
            "fecha de creación, fecha y hora, fecha"
        ),
        "score": (
            "puntuación nps, nota nps, calificación nps, puntaje nps, recomendación, "
            "probabilidad de recomendación, probabilidad de recomendar"
        ),
        "comment": (
            "comentario, comentarios, motivo, razón, justificación, observación, observaciones, "
            "texto libre, respuesta abierta, opinión, sugerencias, por qué, por qué no"
        ),
        "customer_id": (
            "id de cliente, id del cliente, id cliente, código de cliente, código cliente, número "
            "de cliente, id de usuario, cliente, usuario"
        ),
        "customer_name": "nombre del cliente, nombre cliente, nombre completo, nombre",
        "email": (
            "correo electrónico, correo, dirección de correo electrónico, email del cliente, e-mail"
        ),
        "phone": "teléfono, número de teléfono, móvil, celular, teléfono móvil",
        "company": "empresa, nombre de la empresa, compañía, organización",
        "survey": "encuesta, nombre de la encuesta, cuestionario, campaña",
        "survey_type": "tipo de encuesta",
        "channel": "canal",
        "touchpoint": "punto de contacto",
        "product": "producto, nombre del producto, servicio",
        "region": "región, zona, país, provincia, mercado",
        "agent": "agente, asesor, vendedor, ejecutivo",
        "team": "equipo, departamento",
        "language": "idioma, lengua",
        "revenue": "ingresos, facturación, importe, valor del cliente",
        "purchased_at": "fecha de compra, fecha de pedido, fecha del pedido",
        "preferred_channel": "canal preferido",
        "do_not_contact": "no contactar, sin contacto, no molestar",
        "question": "pregunta, texto de la pregunta",
    },
    generic={
        "score": "nota, puntuación, puntaje, calificación, valoración",
    },
    questions={
        "score": (
            (
                "probabilidad | qué tan probable | cuán probable | qué tan dispuesto | "
                "recomendaría | recomendarías & recomend | recomiend"
            ),
        ),
        "comment": (
            "por qué",
            "motivo de su | motivo de tu | razón de su | razón de tu | motivo principal",
            "razón principal | por qué nos | por qué ha | por qué le | por qué dio | por qué diste",
            "explique | explica | cuéntenos | cuéntanos | qué podemos | qué podríamos | mejorar",
        ),
    },
    scale="escala de 0 a 10, escala del 0 al 10, de 0 a 10, del 0 al 10",
    other_metrics="satisf, fácil, esfuerzo",
    first_name="nombre de pila, primer nombre",
    last_name="apellido, apellidos",
    elsewhen=(
        "enviado, enviada, envío, entregado, abierto, invitado, invitación, inicio, comienzo, "
        "nacimiento, compra, pedido, modificado, vencimiento, registro"
    ),
    others="agente, asesor, vendedor, empleado, gerente, responsable",
    places="dirección, domicilio, calle, código postal",
    counts=(
        "cantidad, respuestas, número de respuestas, n.º de respuestas, encuestados, "
        "frecuencia, porcentaje"
    ),
    totals="total, total general, suma, promedio, media, mediana",
    unanswered=(
        "sin respuesta, sin contestar, no responde, no respondió, no contesta, "
        "no contestado, no sabe, no sé, no lo sé, no sabe/no contesta, "
        "no sabe/no responde, NS/NC, NS/NR, NS, NC, prefiero no responder, "
        "prefiero no contestar, prefiero no decirlo, sin opinión, no aplica, no procede"
    ),
    parts="respuesta, respuesta abierta, puntuación, etiqueta",
    months=(
        "enero ene, febrero feb, marzo mar, abril abr, mayo may, junio jun, julio jul, agosto ago, "
        "septiembre setiembre sep sept set, octubre oct, noviembre nov, diciembre dic"
    ),
)
