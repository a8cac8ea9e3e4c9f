/** The look of the button: on any page, in its corner, out of the way. */
const CSS = `
:host { display: block !important; }
.bar { display: flex; align-items: center; }
button {
  box-sizing: border-box; margin: 0; border: 2px solid #ffffff; background: #0d6460; color: #ffffff;
  font: 600 15px/1.2 system-ui, 'Segoe UI', Roboto, sans-serif; cursor: pointer;
  box-shadow: 0 1px 4px rgb(0 0 0 / 45%);
}
.tell { display: flex; align-items: center; gap: 8px; min-height: 44px; padding: 8px 14px; border-radius: 22px; }
.move {
  display: grid; place-items: center; width: 32px; height: 32px; margin-inline-start: -2px; padding: 0;
  border-radius: 16px; touch-action: none; cursor: grab;
}
button:hover { background: #084b48; }
button:focus-visible { outline: 3px solid #ffffff; outline-offset: 0; box-shadow: 0 0 0 6px #0d6460; }
svg { display: block; width: 20px; height: 20px; flex: none; }
.said {
  max-width: 260px; margin: 0 0 8px; padding: 8px 12px; border-radius: 10px; background: #fdf0dc; color: #22302f;
  font: 15px/1.4 system-ui, 'Segoe UI', Roboto, sans-serif;
}
.said:empty { display: none; }
@media (max-width: 480px) {
  .tell .words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .tell { padding: 8px 10px; }
}
@media (forced-colors: active) { button, .said { border: 2px solid ButtonText; } }
@media print { :host { display: none !important; } }
`

/** Constructed sheets are not subject to the page's content security policy. */
export function buttonStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(CSS)
  return sheet
}
