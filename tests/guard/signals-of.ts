/** What the content script would collect of a page, without a browser: the same collectors on a document of happy-dom. */
import { Window } from 'happy-dom'
import type { Boxes } from '../../lib/guard/page/boxes.ts'
import { look } from '../../lib/guard/page/look.ts'
import type { Signals } from '../../lib/guard/signals.ts'

/** What collectors take from the world around them. */
const GLOBALS = [
  'document',
  'location',
  'Document',
  'Element',
  'Node',
  'NodeFilter',
  'ShadowRoot',
  'HTMLElement',
  'HTMLAnchorElement',
  'HTMLVideoElement',
  'HTMLCanvasElement',
  'HTMLIFrameElement',
  'HTMLImageElement',
] as const
/** Where nothing is drawn, nothing takes a share of the view. */
const NO_BOXES = { share: () => 0 } as unknown as Boxes

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
    for (const name of GLOBALS) world[name] = window[name]
    const document = window.document as unknown as Document
    const steps = look('loaded', { document, isTop: true, boxes: NO_BOXES, shadowRootOf: () => null })
    let step = steps.next()
    while (step.done !== true) step = steps.next()
    return step.value
  } finally {
    for (const [name, value] of before) world[name] = value
    await window.happyDOM.close()
  }
}
