/** Asks the worker whether the button stands on this page, and puts it there. Runs on every page, so it checks by hand. */
import type { ReportButton } from '../../messages/report.ts'
import { runButton } from './run.ts'

export interface PageParts {
  /** Sends a message to the worker; rejects when nobody answers. */
  readonly send: (message: unknown) => Promise<unknown>
  readonly isOver: () => boolean
}

interface Reply {
  readonly ok: boolean
  readonly body?: { readonly button?: ReportButton }
}

/** How long a press waits for the worker before it says what else there is. Milliseconds. */
const ANSWERS_WITHIN_MS = 4_000

export function startButton(document: Document, { send, isOver }: PageParts): void {
  const ask = async (kerb: string, body: object): Promise<Reply> => {
    const reply = (await send({ kerb, body })) as Reply | undefined
    if (!reply?.ok) throw new Error(`${kerb} was not answered`)
    return reply
  }
  let end: (() => void) | undefined
  let shown = ''
  const follow = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || isOver()) return
    const { button } = (await ask('report.button', {})).body ?? {}
    const now = JSON.stringify(button ?? null)
    if (now === shown) return
    shown = now
    end?.()
    end =
      button &&
      runButton(document, button, {
        press: () => inTime(ask('report.pressed', {})),
        moved: (corner) => ask('report.moved', { corner }),
        isOver,
      })
  }
  // No answer is no button: there is the icon, and the page asks again when it is looked at again.
  const again = (): void => void follow().catch(() => undefined)
  document.addEventListener('visibilitychange', again)
  addEventListener('pageshow', (event) => event.persisted && again())
  again()
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('nobody answered in time')), ANSWERS_WITHIN_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
