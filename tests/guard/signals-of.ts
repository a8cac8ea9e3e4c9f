/** What the worker would be sent of a page, and reads of it, without a browser: written down by happy-dom. */
import { Window } from 'happy-dom'
import { read } from '../../lib/guard/markup/signals-of.ts'
import { markupOf } from '../../lib/guard/page/markup.ts'
import type { Signals } from '../../lib/guard/signals.ts'
import { picture } from '../../lib/guard/testing.ts'
import { XmlWriter } from './xml-writer.ts'

/** What is taken from the world around a page. */
const GLOBALS = ['document', 'Document', 'Element', 'Node', 'ShadowRoot', 'Text', 'XMLSerializer'] as const
const MOST = 80_000

export async function signalsOf(html: string, url: string): Promise<Signals> {
  const window = new Window({
    url,
    settings: {
      disableJavaScriptEvaluation: true,
      disableJavaScriptFileLoading: true,
      disableCSSFileLoading: true,
      disableIframePageLoading: true,
    },
  })
  const world = globalThis as unknown as Record<string, unknown>
  const before = GLOBALS.map((name) => [name, world[name]] as const)
  try {
    window.document.write(html)
    for (const name of GLOBALS) world[name] = name === 'XMLSerializer' ? XmlWriter : window[name]
    const document = window.document as unknown as Document
    const nodes = document.getElementsByTagName('*').length
    const base = document.querySelector('base')?.getAttribute('href') ?? ''
    return read(
      picture({ url, base: URL.parse(base, url)?.href ?? url, nodes, ...markupOf(document, MOST, true) }),
    ).signals
  } finally {
    for (const [name, value] of before) world[name] = value
    await window.happyDOM.close()
  }
}
