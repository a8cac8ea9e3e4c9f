/** The picture of the page: blurred until it is asked for, sent only when it is ticked, painted over where wanted. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { along, type Draft, sendPicture } from '../../concern/draft.ts'
import { type Dab, moved, stroke } from '../../concern/picture.ts'
import { useWords } from '../i18n/context.ts'
import { cover, drawPicture, pictureOn } from './canvas.ts'
import { Tick } from './Tick.tsx'

interface Props {
  readonly picture: string
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

export function Picture({ picture, draft, change }: Props) {
  const { t } = useWords()
  const [isShown, setShown] = useState(false)
  const canvas = useRef<HTMLCanvasElement>(null)
  const isKept = useRef(false)
  // Anew for each canvas, and not for each stroke: what is painted is on the canvas already.
  useEffect(() => {
    const draw = async (own: HTMLCanvasElement): Promise<void> => {
      try {
        await drawPicture(own, picture)
        if (!isKept.current) change({ picture: pictureOn(own) })
        isKept.current = true
      } catch {
        change({ picture: undefined, withPicture: false }) // No picture after all.
      }
    }
    if (canvas.current) void draw(canvas.current)
  }, [isShown])
  const painted = (): void => change({ picture: canvas.current ? pictureOn(canvas.current) : undefined })
  return (
    <section class="part picture" aria-labelledby="picture">
      <h2 id="picture">{t('report.picture.title')}</h2>
      <p class="small soft">{t('report.picture.lead')}</p>
      <Brush canvas={canvas} isShown={isShown} painted={painted} />
      <div class="actions">
        <button type="button" class="button" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? 'report.picture.blur' : 'report.picture.show')}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => change({ picture: undefined, withPicture: false })}
        >
          {t('report.picture.remove')}
        </button>
      </div>
      <Tick
        checked={along(draft).picture}
        set={(yes) => change(sendPicture(draft, yes))}
        {...(draft.hideName && { hint: t('report.name.shows') })}
      >
        {t('report.picture.send')}
      </Tick>
    </section>
  )
}

interface BrushProps {
  readonly canvas: { current: HTMLCanvasElement | null }
  readonly isShown: boolean
  readonly painted: () => void
}

const MIDDLE: Dab = { x: 0.5, y: 0.5 }

/** The picture, and a brush for it once it is shown: by pointer, or by the arrow keys and the space bar. */
function Brush({ canvas, isShown, painted }: BrushProps) {
  const { t } = useWords()
  const [at, setAt] = useState<Dab | null>(null)
  const last = useRef<Dab | null>(null)
  const place = (event: PointerEvent): Dab => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }
  const paint = (to: Dab): void => {
    if (canvas.current) cover(canvas.current, stroke(last.current ?? to, to))
    last.current = to
  }
  const end = (): void => {
    if (last.current === null) return
    last.current = null
    painted()
  }
  const press = (event: KeyboardEvent): void => {
    const next = moved(at ?? MIDDLE, event.key)
    if (next === null && event.key !== ' ') return
    event.preventDefault()
    if (next !== null) return setAt(next)
    paint(at ?? MIDDLE)
    end()
  }
  if (!isShown)
    return (
      <div class="picture__frame">
        <canvas ref={canvas} class="picture__blurred" role="img" aria-label={t('report.picture.blurred')} />
      </div>
    )
  return (
    <>
      <p class="small" id="brush">
        {t('report.picture.brushHow')}
      </p>
      <button
        type="button"
        class="picture__frame picture__frame--clear"
        aria-label={t('report.picture.brushArea')}
        aria-describedby="brush"
        onKeyDown={press}
        onFocus={() => setAt(at ?? MIDDLE)}
        onBlur={() => setAt(null)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          paint(place(event))
        }}
        onPointerMove={(event) => last.current !== null && paint(place(event))}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <canvas ref={canvas} />
        {at && <Cursor at={at} />}
      </button>
    </>
  )
}

/** Inline style is not for our pages (their policy): a ring is placed by drawing it. */
function Cursor({ at }: { at: Dab }) {
  return (
    <svg class="picture__cursor" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <ellipse cx={at.x * 100} cy={at.y * 100} rx="4" ry="5" />
    </svg>
  )
}
