/** The look of the helplines and of the line: calm, their own ground on any page. */
const CSS = `
:host { --ground: #fbf9f5; --words: #22302f; --quiet: #4e5d5b; --main: #0d6460; --line: #7d8a87; }
@media (prefers-color-scheme: dark) {
  :host { --ground: #1e2727; --words: #ebf0ee; --quiet: #b3c0bd; --main: #7fd1c7; --line: #8b9a97; }
}
.card {
  box-sizing: border-box; width: min(340px, calc(100vw - 16px)); max-height: min(70vh, 520px); padding: 14px 16px; overflow: auto;
  border: 2px solid var(--main); border-radius: 14px; background: var(--ground); color: var(--words);
  box-shadow: 0 4px 18px rgb(20 30 30 / 25%); text-align: start; overflow-wrap: anywhere;
  font: 15px/1.4 system-ui, 'Segoe UI', Roboto, sans-serif;
}
h2 { margin: 0; font-size: 18px; line-height: 1.25; }
p { margin: 2px 0 0; }
.soft, li p { color: var(--quiet); font-size: 14px; }
ul { margin: 8px 0 0; padding: 0; list-style: none; }
li { padding: 6px 0; border-top: 1px solid var(--line); }
a { color: var(--main); font-weight: 600; }
button {
  box-sizing: border-box; position: sticky; inset-block-end: 0; min-height: 44px; margin: 6px 0 0; padding: 8px 20px; border: 2px solid var(--main);
  border-radius: 22px; background: var(--ground); color: var(--main); font: inherit; font-weight: 600; cursor: pointer;
}
a:focus-visible, button:focus-visible { outline: 3px solid var(--words); outline-offset: 2px; }
.told {
  width: fit-content; max-width: calc(100vw - 24px);
  box-sizing: border-box; margin: 0 auto; padding: 3px 12px; border: 1px solid var(--line); border-bottom: 0;
  border-radius: 10px 10px 0 0; background: var(--ground); color: var(--words); pointer-events: none;
  font: 13px/1.4 system-ui, 'Segoe UI', Roboto, sans-serif; text-align: center;
}
@media (forced-colors: active) { .card, .told { border-color: CanvasText; } }
@media print { .card, .told { display: none; } }
`

/** Constructed sheets are not subject to the page's content security policy. */
export function helpStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(CSS)
  return sheet
}
