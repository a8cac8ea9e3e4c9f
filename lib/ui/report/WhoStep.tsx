/** Last: who reads it and when, whether they see the pupil's name, and what else goes along. */
import type { StartedFrom } from '../../concern/compose.ts'
import type { Draft } from '../../concern/draft.ts'
import {
  canHideName,
  type Member,
  peopleOf,
  type Person,
  type Readers,
  readersOf,
  type Whom,
} from '../../concern/readers.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import { useWords } from '../i18n/context.ts'
import type { Words } from '../i18n/words.ts'
import { Along } from './Along.tsx'
import { Heading } from './Heading.tsx'
import { Tick } from './Tick.tsx'
import { When } from './When.tsx'

interface Props {
  readonly draft: Draft
  readonly start: ConcernStart
  readonly now: number
  readonly page: StartedFrom | undefined
  readonly change: (part: Partial<Draft>) => void
}

export function WhoStep(props: Props) {
  const { draft, start, page, now, change } = props
  const { t } = useWords()
  const readers = readersOf(start.keys, draft)
  const only = draft.kind === 'adult' ? onlyReader(readers) : undefined
  return (
    <>
      <Heading take>{t('report.who.title')}</Heading>
      <Choices {...props} />
      {readers === null && (
        <p class="note" role="alert">
          {t('report.who.nobody')}
        </p>
      )}
      {only !== undefined && <p class="note note--calm">{t('report.who.only', { name: only })}</p>}
      {readers !== null && readers.later.length > 0 && (
        <p class="small soft">{t('report.who.later', { names: names(readers.later) })}</p>
      )}
      {readers !== null && <Name {...props} readers={readers} />}
      <Along draft={draft} page={page} change={change} />
      {readers !== null && <When start={start} today={draft.today} now={now} />}
    </>
  )
}

/** About an adult, the pupil must see when that adult could be the one who reads it. */
function onlyReader(readers: Readers | null): string | undefined {
  const [first, ...others] = new Set(
    [...(readers?.now ?? []), ...(readers?.later ?? [])].map(({ name }) => name),
  )
  return others.length === 0 ? first : undefined
}

const names = (keys: readonly Member[]): string => [...new Set(keys.map(({ name }) => name))].join(', ')

interface Option {
  readonly whom: Whom
  readonly label: string
  readonly hint?: string
}

/** About an adult the head comes first, and the chair for what is about the head. */
function optionsOf({ t }: Words, { kind }: Draft, people: readonly Person[]): Option[] {
  const team = people.filter(({ role }) => role === 'team')
  const named = (role: Person['role']): string =>
    people.flatMap((one) => (one.role === role ? [one.name] : [])).join(', ')
  const above = (['head', 'chair'] as const).flatMap((role) =>
    kind === 'adult' && named(role) !== ''
      ? [{ whom: role, label: t(`report.who.${role}`), hint: named(role) }]
      : [],
  )
  const whole: Option[] =
    team.length > 0 ? [{ whom: 'team', label: t('report.who.team'), hint: named('team') }] : []
  const single =
    team.length > 1 ? team.map(({ name }) => ({ whom: { name }, label: t('report.who.one', { name }) })) : []
  return [...above, ...whole, ...single]
}

const isSame = (a: Whom, b: Whom): boolean => JSON.stringify(a) === JSON.stringify(b)

function Choices({ draft, start, change }: Props) {
  const words = useWords()
  const { t } = words
  const people = peopleOf(start.keys)
  return (
    <>
      <fieldset class="choices">
        <legend class="soft">{t('report.who.lead')}</legend>
        {optionsOf(words, draft, people).map(({ whom, label, hint }, turn) => (
          <div key={label} class="tick">
            <input
              id={`whom-${turn}`}
              type="radio"
              name="whom"
              checked={isSame(draft.whom, whom)}
              aria-describedby={hint === undefined ? undefined : `whom-${turn}-hint`}
              onChange={() => change({ whom })}
            />
            <label for={`whom-${turn}`}>{label}</label>
            {hint !== undefined && (
              <p id={`whom-${turn}-hint`} class="small soft tick__hint">
                <bdi>{hint}</bdi>
              </p>
            )}
          </div>
        ))}
      </fieldset>
      {(people.length > 1 || draft.kind === 'adult') && (
        <details class="part" open={draft.not.length > 0 || draft.kind === 'adult'}>
          <summary>{t('report.who.others')}</summary>
          <p class="small soft">{t('report.who.othersHint')}</p>
          {people.map(({ name }) => (
            <Tick
              key={name}
              checked={draft.not.includes(name)}
              set={(isNot) =>
                change({ not: isNot ? [...draft.not, name] : draft.not.filter((one) => one !== name) })
              }
            >
              {t('report.who.not', { name })}
            </Tick>
          ))}
        </details>
      )}
    </>
  )
}

function Name({ draft, start, change, readers }: Props & { readers: Readers }) {
  const { t } = useWords()
  const { name, group } = start.sender
  const can = canHideName(readers)
  if (name === undefined)
    return (
      <p class="small soft">
        {t('report.name.shownPlain')} {t('report.name.group', { group })}
      </p>
    )
  return (
    <section class="part" aria-labelledby="name">
      <h2 id="name">{t('report.name.title')}</h2>
      {can ? (
        <Tick checked={draft.hideName} set={(hideName) => change({ hideName })} hint={t('report.name.hint')}>
          {t('report.name.hide')}
        </Tick>
      ) : (
        <p class="small soft">{t('report.name.needsTwo')}</p>
      )}
      <p class="small soft" role="status">
        {can && draft.hideName
          ? t('report.name.told')
          : t('report.name.shown', { name: `${name}, ${group}` })}
      </p>
    </section>
  )
}
