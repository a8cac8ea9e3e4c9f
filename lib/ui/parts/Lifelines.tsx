/** Helplines: always open, and Kerb keeps no record of a visit to one. */
import type { LifelineCard } from '../../messages/lifeline.ts'
import { useWords } from '../i18n/context.ts'
import { helpline } from '../i18n/helpline.ts'
import { Picto } from './Picto.tsx'
import { webAddress } from '../web-address.ts'

function Number({ number }: { number: string }) {
  const { t } = useWords()
  return <a href={`tel:${number.replace(/[^+\d]/g, '')}`}>{t('lifelines.call', { number })}</a>
}

function TextMessage({ text: { word, to } }: { text: NonNullable<LifelineCard['text']> }) {
  const { t } = useWords()
  return (
    <bdi>{word ? t('lifelines.text', { word, number: to }) : t('lifelines.textPlain', { number: to })}</bdi>
  )
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
      {line.numbers.map((number) => (
        <p key={number} class="lifeline__number">
          <Number number={number} />
        </p>
      ))}
      {line.text !== undefined && (
        <p class="lifeline__number">
          <TextMessage text={line.text} />
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
      <h2 id="lifelines-title">
        <Picto name="phone" />
        {t('lifelines.title')}
      </h2>
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
