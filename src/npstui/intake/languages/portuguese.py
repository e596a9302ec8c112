"""Portuguese."""

from npstui.intake.languages.language import Language

PORTUGUESE = Language(
    code="pt",
    names={
        "response_id": "id da resposta, id resposta, código da resposta, número da resposta",
        "responded_at": (
            "data da resposta, data de resposta, data resposta, respondido em, carimbo de "
            "data/hora, data e hora, data/hora, enviado em, data de envio, data final, criado "
            "em, data de criação, data"
        ),
        "score": "nota nps, pontuação nps, nps nota, recomendação, nota de recomendação",
        "comment": (
            "comentário, comentários, motivo, justificativa, observação, observações, "
            "depoimento, opinião, feedback do cliente, resposta, texto, por quê"
        ),
        "customer_id": (
            "id do cliente, id cliente, código do cliente, código cliente, número do cliente, "
            "id do usuário, cliente, usuário"
        ),
        "customer_name": "nome do cliente, nome cliente, nome completo, nome",
        "email": "e-mail do cliente, endereço de e-mail, correio eletrônico",
        "phone": "telefone, celular, número de telefone, telemóvel",
        "company": "empresa, nome da empresa, companhia, organização",
        "survey": "pesquisa, nome da pesquisa, questionário, campanha",
        "survey_type": "tipo de pesquisa, tipo pesquisa",
        "channel": "canal",
        "touchpoint": "ponto de contato, jornada, ponto de contacto",
        "product": "produto, nome do produto, serviço",
        "region": "região, estado, país, praça",
        "agent": "atendente, agente, vendedor, consultor",
        "team": "equipe, equipa, departamento",
        "language": "idioma, língua",
        "revenue": "receita, faturamento, valor do contrato",
        "purchased_at": "data da compra, data de compra, data do pedido",
        "preferred_channel": "canal preferido, canal de preferência",
        "do_not_contact": "não contatar, não contactar, não entrar em contato",
        "question": "pergunta, texto da pergunta",
    },
    generic={
        "score": "nota, pontuação, avaliação",
    },
    questions={
        "score": (
            (
                "qual a probabilidade | qual é a probabilidade | quão provável | 0 a 10 & "
                "recomend | indicar | indicaria"
            ),
            "qual a chance | qual é a chance | o quanto você & recomend | indicar",
            "você recomendaria | você nos recomendaria & 0 a 10 | escala | probab",
        ),
        "comment": (
            "por que | por quê",
            "motivo da sua | motivo da nota | por que você | por que deu | porque deu",
            "razão da sua | principal motivo | conte-nos | explique | o que podemos",
            "o que poderíamos | como podemos | melhorar | o que levou",
        ),
    },
    scale="escala de 0 a 10, de 0 a 10",
    other_metrics="satisf, fácil, esforço",
    first_name="primeiro nome, nome próprio",
    last_name="sobrenome, apelido, último nome",
    elsewhen=(
        "envio, enviada, enviado ao, entregue, aberto, convite, início, nascimento, compra, "
        "pedido, alterado, modificado, vencimento, cadastro"
    ),
    others="atendente, vendedor, funcionário, gerente, consultor, responsável",
    places="endereço, morada, rua, cep, código postal",
    counts=(
        "quantidade, respostas, número de respostas, total de respostas, respondentes, "
        "frequência, porcentagem, percentagem"
    ),
    totals="total, total geral, soma, média, mediana",
    unanswered=(
        "sem resposta, não respondeu, não respondido, não responde, não sei, não sabe, "
        "não sabe/não responde, NS/NR, prefiro não responder, prefiro não dizer, "
        "sem opinião, não se aplica, não aplicável, não informado, em branco"
    ),
    parts="resposta, resposta aberta, pontuação, rótulo",
    months=(
        "janeiro jan, fevereiro fev, março mar, abril abr, maio mai, junho jun, julho jul, "
        "agosto ago, setembro set, outubro out, novembro nov, dezembro dez"
    ),
)
