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

/** Nearly all of their functions are called as soon as they are there. */
const CALLED_AT_ONCE = ['start.js', 'guard.js', 'guard-acts.js']
const BESIDE_PAGES = [...CALLED_AT_ONCE, 'frames.js', 'help.js', 'personal.js', 'tell.js']

/**
 * What the browser reads quicker: letters of one byte each; and said beforehand that functions are called, so that it does not read
 * each of them twice (Chromium 136 and later; to others it is a comment).
 */
const readQuickly = () => ({
  name: 'kerb:read-quickly',
  // Behind wxt's own, which looks at how a script begins.
  enforce: 'post' as const,
  generateBundle(_: unknown, bundle: Record<string, { fileName: string; code?: string }>) {
    for (const chunk of Object.values(bundle)) {
      if (!BESIDE_PAGES.includes(chunk.fileName) || chunk.code === undefined) continue
      chunk.code = inOneByte(chunk.code)
      if (CALLED_AT_ONCE.includes(chunk.fileName)) chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`
    }
  },
})

/** They stand in texts and expressions alone, where both mean the same. */
const inOneByte = (code: string): string =>
  code.replaceAll(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

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
    plugins: [preact(), pageFrame(), namelessInPages(), readQuickly()],
    // A string that is parsed when it is needed costs a start of the worker less than code that builds an object.
    json: { stringify: true },
    build: { target: 'chrome130', sourcemap: false },
  }),
})
