/** `npm run build:console`: the staff page as files that the school server serves. No inline script or style. */
import { fileURLToPath } from 'node:url'
import { preact } from '@preact/preset-vite'

export default {
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [preact()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'chrome130',
    // A data: address would be refused by the page's own content security policy.
    assetsInlineLimit: 0,
    // The one script is loaded by every browser that runs the console; the helper would only add code.
    modulePreload: { polyfill: false },
  },
}
