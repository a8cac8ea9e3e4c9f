import { join } from 'node:path'
import { preact } from '@preact/preset-vite'
import { defineConfig } from 'wxt'
import { manifest } from './lib/browser/manifest.ts'
import { ENGLISH, LANGUAGES } from './lib/ui/i18n/languages.ts'

/** What every page of ours begins with; its own index.html names its styles and its script. */
const framed = (page: string): string => `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>Kerb</title>
    <link rel="stylesheet" href="/lib/ui/theme.css" />
    ${page.trim()}
  </head>
  <body>
    <div id="page"></div>
  </body>
</html>`

const pageFrame = () => ({
  name: 'kerb:page-frame',
  transformIndexHtml: { order: 'pre' as const, handler: framed },
})

/**
 * The part of the guard in the page's own world is named in the stacks of errors that its page sees, as the browser's own
 * functions are: by nothing.
 */
const namelessInPages = () => ({
  name: 'kerb:nameless-in-pages',
  generateBundle(_: unknown, bundle: Record<string, { fileName: string; code?: string }>) {
    for (const chunk of Object.values(bundle))
      if (chunk.fileName === 'guard-acts.js' && chunk.code !== undefined)
        chunk.code += '\n//# sourceURL=<anonymous>\n'
  },
})

export default defineConfig({
  // Everything is imported by name: a reader (and Node, in tests) sees where each thing comes from.
  imports: false,
  manifestVersion: 3,
  publicDir: 'assets/public',
  hooks: {
    // English is in the scripts; any other language is read when it is wanted.
    'build:publicAssets': (_, files) => {
      for (const tag of Object.keys(LANGUAGES).filter((one) => one !== ENGLISH))
        files.push({
          relativeDest: `locales/${tag}.json`,
          absoluteSrc: join(import.meta.dirname, `assets/locales/${tag}.json`),
        })
    },
  },
  manifest,
  vite: () => ({
    plugins: [preact(), pageFrame(), namelessInPages()],
    // A string that is parsed when it is needed costs a start of the worker less than code that builds an object.
    json: { stringify: true },
    build: { target: 'chrome130', sourcemap: false },
  }),
})
