/** Everything a group has of its own but its categories. */
import { AGREEMENT_MODES } from '../../lib/policy/agreement.ts'
import { concernsOf } from '../../lib/policy/concerns.ts'
import { readDomain, readHost } from '../../lib/policy/hosts.ts'
import { PERSONAL_KINDS, personalDetailsOf } from '../../lib/policy/personal.ts'
import { themeRulesOf } from '../../lib/policy/themes.ts'
import { plural } from '../format.ts'
import { toPolicy } from '../lessons/route.ts'
import { Sure } from '../Sure.tsx'
import { Downloads } from './Downloads.tsx'
import { Entries } from './Entries.tsx'
import { Changed, Choice, Lines, Problems, Tick } from './Fields.tsx'
import { Recording } from './Recording.tsx'
import { draft, groupOf, setTo } from './state.ts'
import { Timetable } from './Timetable.tsx'
import { AGE_OPTIONS, PERSONAL, THEME_LIST, THEME_OPTIONS } from './words.ts'

export function Group({ name }: { name: string }) {
  const group = groupOf(name)
  if (!group) return null
  const at = (...rest: string[]) => ['groups', name, ...rest]
  const themes = themeRulesOf({ ageGroup: group.ageGroup }).actions
  return (
    <section aria-labelledby="policy-group">
      <div class="heading">
        <h2 id="policy-group">{name}</h2>
        <a href={toPolicy('groups')}>All groups</a>
        <a href={toPolicy('categories')}>Its categories</a>
      </div>
      <div class="panel">
        <Choice
          path={at('ageGroup')}
          label="Age"
          options={AGE_OPTIONS}
          hint="What the group says nothing about is as usual for this age."
        />
      </div>
      <Entries group={name} />
      <Timetable group={name} />
      <div class="panel">
        <h3>Searching, YouTube and signing in</h3>
        <Tick path={at('safeSearch')} label="Safe search is locked on" usual always />
        <Choice
          path={at('youtube')}
          label="YouTube"
          options={[
            ['strict', 'Strict restricted mode'],
            ['moderate', 'Moderate restricted mode'],
            ['off', 'As it is'],
          ]}
        />
        <Lines
          path={at('signInDomains')}
          label="Accounts that may sign in to Google and Microsoft"
          read={readDomain}
          format={String}
          hint="The part after the @, one a line, and the id of your Microsoft directory. Empty: any account."
        />
      </div>
      <Downloads group={name} />
      <Recording group={name} />
      <div class="panel">
        <h3>Worrying themes in searches</h3>
        <p class="soft small">A search is stopped where the category that it is about is blocked.</p>
        <div class="policy__columns">
          {THEME_LIST.map(([theme, words]) => (
            <Choice
              key={theme}
              path={at('themes', 'actions', theme)}
              label={words}
              options={THEME_OPTIONS}
              usual={themes[theme]}
            />
          ))}
        </div>
        <Tick
          path={at('themes', 'assistantWords')}
          label="Keep worrying words that are written to AI assistants"
          usual={false}
          hint="Pupils are told of it on the assistant’s page."
        />
      </div>
      <div class="panel">
        <h3>Personal details and concerns</h3>
        <PauseFor name={name} />
        <Lines
          path={at('personalDetails', 'exempt')}
          label="The school’s own systems, where there is no pause"
          read={readHost}
          format={String}
          usual={[]}
        />
        <Tick
          path={at('concernButton')}
          label="A small button on every page to report a concern"
          usual={concernsOf({ ageGroup: group.ageGroup }).button}
        />
      </div>
      <AgreementPart name={name} />
      <Remove name={name} />
    </section>
  )
}

/** The kinds of details before which a pause is made. */
function PauseFor({ name }: { name: string }) {
  const group = groupOf(name)
  if (!group) return null
  const path = ['groups', name, 'personalDetails', 'pause']
  const { pause } = personalDetailsOf(group)
  return (
    <fieldset class="ticks">
      <legend>
        A pause before these leave a page <Changed path={path} />
      </legend>
      {PERSONAL.map(([kind, words]) => (
        <label key={kind} class="check">
          <input
            type="checkbox"
            checked={pause.includes(kind)}
            onChange={({ currentTarget: { checked } }) =>
              void setTo(
                path,
                PERSONAL_KINDS.filter((one) => (one === kind ? checked : pause.includes(one))),
              )
            }
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  )
}

function AgreementPart({ name }: { name: string }) {
  const group = groupOf(name)
  const path = ['groups', name, 'agreement']
  const text = group?.agreement?.text ?? 'none'
  const change = (next: string): void => {
    const rest = group?.agreement ?? { parent: false, until: AGREEMENT_MODES[0], open: [] }
    void setTo(path, next === 'none' ? undefined : { ...rest, text: next })
  }
  return (
    <div class="panel">
      <h3>
        Agreement <Changed path={path} />
      </h3>
      <label class="field">
        <span>Which text is read and accepted</span>
        <select value={text} onChange={({ currentTarget }) => change(currentTarget.value)}>
          <option value="none">Nobody is asked</option>
          <option value="child">The child’s text</option>
          <option value="adult">The adult’s text</option>
        </select>
      </label>
      {group?.agreement && (
        <>
          <Tick
            path={[...path, 'parent']}
            label="A parent’s permission must be on record"
            usual={false}
            always
          />
          <Choice
            path={[...path, 'until']}
            label="Until then"
            options={[
              ['remind', 'Remind, and close nothing'],
              ['own-sites', 'The school’s own sites alone'],
              ['set-work', 'Set work alone'],
            ]}
          />
          <Lines path={[...path, 'open']} label="Set work that stays open" read={readHost} format={String} />
        </>
      )}
      <Problems path={path} />
    </div>
  )
}

/** Whoever is in it has to be somewhere else first: a group that is gone is no group to fall into. */
function Remove({ name }: { name: string }) {
  const people = draft.value?.people[name] ?? 0
  const isDefault = draft.value?.document.defaultGroup === name
  if (isDefault || people > 0)
    return (
      <p class="soft small">
        {isDefault
          ? 'This is the group of everybody else'
          : `${plural(people, 'person is', 'people are')} put into this group by name`}
        : it cannot be taken out.
      </p>
    )
  return (
    <Sure
      ask="Take this group out…"
      yes={`Take ${name} out of the draft`}
      no="Keep it"
      act={() => setTo(['groups', name], undefined).then(() => (location.hash = toPolicy('groups')))}
    />
  )
}
