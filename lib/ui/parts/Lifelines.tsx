/** Helplines: always open, and Kerb keeps no record of a visit to one. */
import type { LifelineCard } from '../../messages/lifeline.ts'
import { useWords } from '../i18n/context.ts'
import { helpline } from '../i18n/helpline.ts'
import { webAddress } from '../web-address.ts'

/** "0800 1111" and the like; anything with letters ("text SHOUT to 85258") is shown as it is. */
const DIALLABLE = /^\+?[\d ()-]{3,20}$/

function Number({ number }: { number: string }) {
  const { t } = useWords()
  if (!DIALLABLE.test(number)) return <bdi>{number}</bdi>
  return <a href={`tel:${number.replace(/[^+\d]/g, '')}`}>{t('lifelines.call', { number })}</a>
}

function Lifeline({ line }: { line: LifelineCard }) {
  const { forWhom, hours } = helpline(useWords(), line)
  const address = webAddress(line.url)
  return (
    <li class="lifeline">
      <p class="lifeline__name">
        {address ? (
          <a href={address} target="_blank" rel="noreferrer">
            {line.name}
          </a>
        ) : (
          line.name
        )}
      </p>
      <p class="small">{forWhom}</p>
      {line.number !== undefined && (
        <p class="lifeline__number">
          <Number number={line.number} />
        </p>
      )}
      {hours !== undefined && <p class="small soft">{hours}</p>}
    </li>
  )
}

export function LifelineList({ lines }: { lines: readonly LifelineCard[] }) {
  return (
    <ul class="lifelines__list">
      {lines.map((line) => (
        <Lifeline key={line.name} line={line} />
      ))}
    </ul>
  )
}

/** @param first how many are in sight at once; the others are behind one press. All when left out. */
export function Lifelines({ lines, first }: { lines: readonly LifelineCard[]; first?: number }) {
  const { t } = useWords()
  if (lines.length === 0) return null
  const others = first === undefined ? [] : lines.slice(first)
  return (
    <section class="lifelines" aria-labelledby="lifelines-title">
      <h2 id="lifelines-title">{t('lifelines.title')}</h2>
      <p class="small soft">{t('lifelines.intro')}</p>
      <LifelineList lines={lines.slice(0, first)} />
      {others.length > 0 && (
        <details class="lifelines__more">
          <summary>{t('lifelines.more')}</summary>
          <LifelineList lines={others} />
        </details>
      )}
    </section>
  )
}
