/** The look of the prompt: calm, its own ground on any page, small enough for a small frame. */
const CSS = `
:host { --ground: #fbf9f5; --words: #22302f; --quiet: #4e5d5b; --main: #0d6460; --on-main: #ffffff; --line: #7d8a87; }
@media (prefers-color-scheme: dark) {
  :host { --ground: #1e2727; --words: #ebf0ee; --quiet: #b3c0bd; --main: #7fd1c7; --on-main: #10201f; --line: #8b9a97; }
}
dialog {
  box-sizing: border-box; width: min(440px, calc(100vw - 16px)); max-width: none; max-height: calc(100vh - 16px);
  margin: auto; padding: 20px; overflow: auto; border: 2px solid var(--line); border-radius: 14px;
  background: var(--ground); color: var(--words); text-align: start; overflow-wrap: anywhere;
  font: 17px/1.45 system-ui, 'Segoe UI', Roboto, sans-serif;
}
dialog::backdrop { background: rgb(20 30 30 / 55%); }
h2 { margin: 0 0 8px; font-size: 22px; line-height: 1.25; }
ul { margin: 0; padding: 0; list-style: none; }
p { margin: 8px 0 0; color: var(--quiet); }
.said:empty { display: none; }
.said { color: var(--words); }
.choices { display: flex; flex-wrap: wrap; gap: 10px; margin-top: 16px; }
button {
  box-sizing: border-box; min-height: 44px; margin: 0; padding: 8px 18px; border: 2px solid var(--main); border-radius: 22px;
  background: transparent; color: var(--main); font: inherit; font-weight: 600; cursor: pointer;
}
button.first { background: var(--main); color: var(--on-main); }
button:focus-visible { outline: 3px solid var(--words); outline-offset: 2px; }
@media (max-width: 300px), (max-height: 260px) {
  dialog { padding: 10px; font-size: 15px; }
  h2 { font-size: 17px; }
  .choices { gap: 6px; margin-top: 8px; }
}
@media (forced-colors: active) {
  dialog { border-color: CanvasText; }
  button.first { border-width: 4px; }
}
@media print { dialog { display: none; } }
`

/** Constructed sheets are not subject to the page's content security policy. */
export function promptStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(CSS)
  return sheet
}
