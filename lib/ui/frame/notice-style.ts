/** The look of a notice: calm, its own background, so that it reads on any page; three sizes. */
const CSS = `
:host { container-type: size !important; overflow: hidden !important; }
.box {
  box-sizing: border-box; width: 100%; height: 100%; padding: 12px; overflow: hidden;
  display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 4px;
  border: 1px dashed #7d8a87; border-radius: 8px; background: #f6f3ee; color: #22302f;
  font: 15px/1.4 system-ui, 'Segoe UI', Roboto, sans-serif; text-align: center; overflow-wrap: anywhere;
}
p { margin: 0; max-width: 40ch; }
.title { font-weight: 600; }
.detail { color: #4e5d5b; }
.ask { display: grid; justify-items: center; gap: 4px; }
.ask p:empty { display: none; }
button {
  min-height: 32px; margin-top: 4px; padding: 4px 14px; border: 1px solid #0d6460; border-radius: 16px;
  background: transparent; color: #0d6460; font: inherit; font-weight: 600; cursor: pointer;
}
button[hidden] { display: none; }
button:focus-visible { outline: 3px solid #0d6460; outline-offset: 2px; }
.dark button { border-color: #7fd1c7; color: #7fd1c7; }
.dark button:focus-visible { outline-color: #7fd1c7; }
.dark { background: #1e2727; color: #ebf0ee; border-color: #8b9a97; }
.dark .detail { color: #b3c0bd; }
@container (max-width: 199px) or (max-height: 99px) {
  .box { padding: 4px; font-size: 13px; }
  .ask { display: none; }
  .detail { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
}
@container (max-width: 99px) or (max-height: 27px) {
  .box { padding: 0; }
  .title { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .box::before { content: ''; width: 10px; height: 3px; border-radius: 2px; background: currentColor; }
}
@media (forced-colors: active) { .box { border-style: solid; } }
`

let sheet: CSSStyleSheet | undefined

/** One sheet for all notices of a document, made when the first is shown. */
export function noticeStyles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(CSS)
  }
  return sheet
}
