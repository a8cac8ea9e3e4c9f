import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { OwnAgreement } from '../../lib/protocol/agreement-staff.ts'
import { attempt } from '../state.ts'
import { agreementApi } from './api.ts'
import { Badges } from './Badges.tsx'
import { countsInWords } from './words.ts'

const classes = signal<Awaited<ReturnType<typeof agreementApi.own>>['classes']>([])
const opened = signal<OwnAgreement | null>(null)

/** For a teacher: how many of their own classes have agreed, and who not yet. Nothing while nobody is asked. */
export function OwnClasses() {
  useEffect(() => {
    classes.value = []
    opened.value = null
    void attempt(async () => {
      classes.value = (await agreementApi.own()).classes
    })
  }, [])
  const asked = classes.value.filter(({ counts }) => counts.asked > 0)
  if (asked.length === 0) return null
  return (
    <section aria-labelledby="own-agreement">
      <h2 id="own-agreement">Agreement</h2>
      <div class="panel">
        <ul class="rows">
          {asked.map(({ id, name, counts }) => (
            <li key={id}>
              <div>
                <strong>{name}</strong> {countsInWords(counts)}
              </div>
              <button
                type="button"
                class="button"
                aria-expanded={opened.value?.id === id}
                aria-label={`${opened.value?.id === id ? 'Close' : 'Who in'} ${name}`}
                onClick={() => toggle(id)}
              >
                {opened.value?.id === id ? 'Close' : 'Who'}
              </button>
              {opened.value?.id === id && <Pupils of={opened.value} />}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

const Pupils = ({ of: { pupils } }: { of: OwnAgreement }) => (
  <ul class="agreement-pupils">
    {pupils.map(({ person, name, ...one }) => (
      <li key={person}>
        {name} <Badges {...one} />
      </li>
    ))}
  </ul>
)

function toggle(id: number): void {
  void attempt(async () => {
    opened.value = opened.value?.id === id ? null : await agreementApi.ownClass(id)
  })
}
