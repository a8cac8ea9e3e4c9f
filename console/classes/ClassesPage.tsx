import { useEffect } from 'preact/hooks'
import { attempt } from '../state.ts'
import { ClassList } from './ClassList.tsx'
import { Import } from './Import.tsx'
import { opened, preview, refreshClasses } from './state.ts'

/** Classes: what there is, a roster with its preview, and changes by hand. */
export function ClassesPage() {
  useEffect(() => {
    // What somebody else had open who was signed in here before is not theirs.
    opened.value = null
    preview.value = null
    void attempt(refreshClasses)
  }, [])
  return (
    <section aria-labelledby="classes">
      <h2 id="classes">Classes</h2>
      <Import />
      <ClassList />
    </section>
  )
}
