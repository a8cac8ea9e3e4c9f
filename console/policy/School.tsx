/** What is of the whole school: its name, hours, helplines, and who is put into a group by address. */
import { CATEGORIES, type CategoryId, isLocked, isSafeguarding } from '../../lib/policy/categories.ts'
import { CONCERN_TIMES } from '../../lib/policy/concerns.ts'
import { formatHours, readHours } from '../../lib/policy/hours.ts'
import { readHost } from '../../lib/policy/hosts.ts'
import { LESSON_HOURS } from '../../lib/policy/lesson.ts'
import { LOOKS_SHOWN, SECOND_HOURS, USUAL_LOOKS_SHOWN } from '../../lib/policy/looks.ts'
import { NEEDED_HOSTS } from '../../lib/policy/needed.ts'
import { Changed, Choice, Lines, Text, Tick } from './Fields.tsx'
import { People } from './People.tsx'
import { inDraft, setTo } from './state.ts'

export const School = () => (
  <section aria-labelledby="policy-school">
    <h2 id="policy-school">School</h2>
    <div class="panel">
      <Text path={['school', 'name']} label="Name" most={120} />
      <Text
        path={['school', 'contact']}
        label="Whom a pupil may ask"
        most={200}
        hint="A person in words, or an address."
      />
      <Text path={['timeZone']} label="Time zone" most={60} hint="For example Europe/London." />
      <Text
        path={['agreementYearStarts']}
        label="A school year starts on"
        most={5}
        optional
        placeholder="09-01 (usual)"
      />
      <Choice
        path={['looksShown']}
        label="When somebody looks at a pupil’s record, the pupil is shown"
        options={LOOKS_SHOWN.map((one) => [one, LOOKS[one]])}
        usual={USUAL_LOOKS_SHOWN}
      />
      <Choice
        path={['secondYes']}
        label="A second person has to say yes before"
        options={SECONDS}
        usual=""
        hint={`Another safeguarding lead or the head, within ${SECOND_HOURS} hours. Alerts open without. With one person who may, nothing would open.`}
      />
    </div>
    <div class="panel">
      <h3>Always open</h3>
      <Lines
        path={['lifelines']}
        label="Own helplines"
        read={readHost}
        format={String}
        hint="At most 20, each by its exact name. They can be closed by nothing and are never recorded."
      />
      <Lines
        path={['needed']}
        label="Sites that signing in, updates or the school’s systems need"
        read={readHost}
        format={String}
        hint={`Exact names. ${NEEDED_HOSTS.length} that browsers need are always there.`}
      />
    </div>
    <div class="panel">
      <h3>Lessons and concerns</h3>
      <LessonHours />
      <MayOpen />
      <Lines
        path={['concerns', 'hours']}
        label="The safeguarding team reads concerns"
        read={readHours}
        format={formatHours}
        usual={CONCERN_TIMES.hours}
      />
      {inDraft(['concerns']) !== undefined && (
        <Text
          path={['concerns', 'openWithin']}
          label="Minutes after which a concern that nobody opened goes to the next person"
          most={4}
          numeric
        />
      )}
    </div>
    <People />
  </section>
)

const LOOKS = {
  hidden: 'Nothing',
  role: 'Which role, on which day',
  reason: 'Role, day and kind of reason',
} as const

/** Where lessons may run, both words belong together. */
function LessonHours() {
  const own = inDraft(['lessons']) !== undefined
  return (
    <>
      <label class="check">
        <input
          type="checkbox"
          checked={own}
          onChange={({ currentTarget: { checked } }) =>
            void setTo(['lessons'], checked ? { hours: [...LESSON_HOURS], onSiteOnly: false } : undefined)
          }
        />
        <span>
          Other lesson hours than school days from 8 to 17 <Changed path={['lessons']} />
        </span>
      </label>
      {own && (
        <>
          <Lines path={['lessons', 'hours']} label="Lessons may run" read={readHours} format={formatHours} />
          <Tick path={['lessons', 'onSiteOnly']} label="On the school’s network alone" usual={false} always />
        </>
      )}
    </>
  )
}

function MayOpen() {
  const path = ['teachersMayOpen']
  const own = (inDraft(path) ?? []) as readonly CategoryId[]
  return (
    <details class="policy__more">
      <summary>
        What teachers may open when a pupil asks ({own.length}) <Changed path={path} />
      </summary>
      <fieldset class="ticks policy__columns">
        <legend class="visually-hidden">Categories that teachers may open</legend>
        {CATEGORIES.filter(({ id }) => !isLocked(id) && !isSafeguarding(id)).map(({ id, name }) => (
          <label key={id} class="check">
            <input
              type="checkbox"
              checked={own.includes(id)}
              onChange={({ currentTarget: { checked } }) =>
                void setTo(path, checked ? [...own, id] : own.filter((one) => one !== id))
              }
            />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
    </details>
  )
}

const SECONDS = [
  ['', 'nothing: one person is enough'],
  ['packs', 'an evidence pack or a copy is made'],
  ['looks', 'a pupil’s record is opened at all'],
] as const
