"""The words that a template can use: the values of the page, loops, conditions and a few filters. Nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from compact_core import ResultPage, suggestion

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.runtime import Context

FILTERS = ("capitalize", "default", "first", "join", "last", "length", "list", "lower", "selectattr", "trim", "upper")
"""The filters that a template can use."""


class Unknown(StrictUndefined):
    """A name that is not there. It says which there are."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        among = self._undefined_obj
        known = [str(name) for name in (sorted(among) if isinstance(among, dict) else ResultPage._fields)]
        meant = f" {suggestion(str(self._undefined_name), known)}".rstrip()
        return f"There is no '{self._undefined_name}' here.{meant} There is {', '.join(known)}"


class Sandbox(ImmutableSandboxedEnvironment):
    """What a template runs in: it can neither reach into the program nor make a text of any length."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self) -> None:
        """Take away what templates of results have no use for."""
        super().__init__(autoescape=True, undefined=Unknown)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def from_string(self, source: Any, *args: Any, **more: Any) -> Template:  # noqa: ANN401  (as it is called)
        """The template, unless it has a step that lets words stand as markup."""
        if self.parse(source).find(nodes.ScopedEvalContextModifier):
            raise SecurityError("a template cannot switch escaping off")
        return super().from_string(source, *args, **more)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401  (values of a template)
        """What stands under a name; of a dict its own keys only, so that ``items`` is no method."""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> NoReturn:  # noqa: ANN401, ARG002
        """Refuse to multiply."""
        raise SecurityError(f"a template cannot use {operator}")
