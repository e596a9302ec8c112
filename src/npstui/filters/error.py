"""What is wrong with the text of a filter, and where."""


class FilterError(ValueError):
    """A text that is no filter; str() is the sentence to show.

    `position` is the place of the character at fault, counted from 0; `nearest` the key or word
    that was probably meant, None where nothing is near.
    """

    def __init__(self, sentence: str, position: int, nearest: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.position = position
        self.nearest = nearest
