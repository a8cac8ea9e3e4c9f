import { useEffect } from 'preact/hooks'
import { attempt, has } from '../state.ts'
import { Numbers } from './Numbers.tsx'
import { Permissions } from './Permissions.tsx'
import { People } from './People.tsx'
import { forget, loadNumbers, loadTexts, numbers, publications } from './state.ts'
import { Texts } from './Texts.tsx'
import { yearName } from './words.ts'

const mayPublish = (): boolean => has('network') || has('dsl')
const mayList = (): boolean => mayPublish() || has('office')

/** The agreement: its texts, how many have agreed, who, and parents' permissions; each for the roles that have it. */
export function AgreementPage() {
  useEffect(() => {
    forget()
    void attempt(async () => {
      await Promise.all([loadNumbers(), ...(mayPublish() ? [loadTexts()] : [])])
    })
  }, [])
  const counted = numbers.value
  return (
    <section aria-labelledby="agreement">
      <h2 id="agreement" tabIndex={-1}>
        Agreement {counted && <span class="soft small">School year {yearName(counted.year)}</span>}
      </h2>
      {counted === null ? <p class="soft">Loading…</p> : <Numbers counted={counted} />}
      {mayPublish() && publications.value !== null && <Texts list={publications.value} />}
      {mayList() && <People />}
      {mayList() && counted !== null && <Permissions year={counted.year} />}
    </section>
  )
}
