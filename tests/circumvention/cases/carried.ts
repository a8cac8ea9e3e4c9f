/** Addresses within addresses: services, encodings and relays that carry another site. */
import { expect } from 'vitest'
import type { Case } from '../case.ts'
import { openPage, run, schoolPage, someTabStops, staysOpen, stops } from '../hands.ts'
import type { Stage } from '../stage.ts'

const CARRIED = 'An address is judged by what it carries'

/** The address is refused although its own host is open; the same with an ordinary site, or none, loads. */
const carries = (name: string, tries: string, closed: string, open: string): Case<Stage> => ({
  name,
  technique: 'an address within an address',
  tries,
  holds: CARRIED,
  run: async (stage) => {
    await stops(stage, await stage.browser.open(closed), new URL(closed).hostname)
    await staysOpen(stage, open)
  },
})

const base64 = (text: string): string => Buffer.from(text).toString('base64url')
/** Every second character, as the best known engine does. */
const xor = (text: string): string =>
  encodeURIComponent(
    Array.from(text, (c, at) => (at % 2 ? String.fromCharCode(c.charCodeAt(0) ^ 2) : c)).join(''),
  )

const CLOSED = 'http://carried.blocked.test/page'
const OPEN = 'https://ordinary.test/page'

export const CARRIED_CASES: readonly Case<Stage>[] = [
  carries(
    'vt-translate',
    'A translated page of a closed site',
    'https://carried-blocked-test.translate.goog/page?_x_tr_sl=de&_x_tr_tl=en',
    'https://ordinary-test.translate.goog/page?_x_tr_sl=de&_x_tr_tl=en',
  ),
  carries(
    'vt-archive',
    'An archived page of a closed site',
    `https://web.archive.org/web/20240102030405/${CLOSED}`,
    `https://web.archive.org/web/20240102030405/${OPEN}`,
  ),
  carries(
    'url-encoded-path',
    'A percent-encoded address in a path',
    `https://carry-path.test/go/${encodeURIComponent(CLOSED)}`,
    'https://carries-nothing.test/go/',
  ),
  carries(
    'url-base64',
    'An address in base64',
    `https://carry-base.test/b/${base64(CLOSED)}`,
    'https://carries-nothing.test/b/',
  ),
  carries(
    'url-xor',
    'An address in an engine’s XOR',
    `https://carry-xor.test/x/${xor(CLOSED)}`,
    'https://carries-nothing.test/x/',
  ),
  carries(
    'url-nested',
    'An address within an address within an address',
    `https://carry-nested.test/go?u=${encodeURIComponent(`https://other.test/?to=${encodeURIComponent(CLOSED)}`)}`,
    'https://carries-nothing.test/go?u=1',
  ),
  carries(
    'px-croxy',
    'A host by number that carries the site in __cpo',
    `https://croxy.test/?__cpo=${Buffer.from('http://carried.blocked.test').toString('base64')}`,
    'https://carries-nothing.test/?__cpo=1',
  ),
  carries(
    'cors-relay',
    'A relay with the address in its path',
    `https://relay.test/${CLOSED}`,
    'https://carries-nothing.test/relay',
  ),
  {
    name: 'url-fragment',
    technique: 'an address within an address',
    tries: 'A page that frames what its fragment says',
    holds: CARRIED,
    run: async (stage) => {
      const script = `<main></main><script>
        const show = () => { const f = document.createElement('iframe'); f.src = atob(location.hash.slice(1)); document.body.append(f) }
        addEventListener('hashchange', show)</script>`
      const tab = await schoolPage(stage, '/', script, 'fragment.test')
      await run(stage.browser, tab, `location.hash = btoa(${JSON.stringify(CLOSED)})`)
      await stops(stage, tab, 'fragment.test')
      expect(stage.web.seen('carried.blocked.test')).toEqual([])
    },
  },
  {
    name: 'vt-pdf',
    technique: 'an address within an address',
    tries: 'A link in a PDF',
    holds: 'The way there is a navigation like any other',
    run: async (stage) => {
      stage.web.on('good.test', '/sheet.pdf', (_seen, response) => {
        response.writeHead(200, { 'content-type': 'application/pdf' }).end(PDF)
      })
      const tab = await openPage(stage.browser, 'http://good.test/before-pdf')
      await run(stage.browser, tab, `void open('/sheet.pdf')`)
      // The viewer opens a link as the page would: in a tab of its own.
      await run(stage.browser, tab, `void open('http://pdf.blocked.test/', '_blank', 'noopener')`)
      await someTabStops(stage, 'pdf.blocked.test')
      expect(stage.web.leaked(['pdf.blocked.test'])).toBe(0)
    },
  },
]

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 300 300]/A<</S/URI/URI(http://pdf.blocked.test/)>>>>]>>endobj
trailer<</Root 1 0 R>>
%%EOF`
