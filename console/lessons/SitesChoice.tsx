import { AddSites } from './AddSites.tsx'
import type { ListBox } from './add-sites.ts'
import { KeepSet } from './KeepSet.tsx'
import { OwnTabs } from './OwnTabs.tsx'
import { SavedSites } from './SavedSites.tsx'
import { change, chosen, list, mode } from './setup.ts'
import { SiteRows } from './SiteRows.tsx'

const box: ListBox = {
  get value() {
    return list.value
  },
  change,
}

/** The sites of the lesson, and where more come from. */
export const SitesChoice = () => (
  <section class="choice" aria-labelledby="sites">
    <h3 id="sites">{mode.value === 'except' ? 'Sites that are closed' : 'Sites'}</h3>
    <SiteRows box={box} of={chosen.value} marks={mode.value === 'only'} />
    <AddSites box={box} />
    <div class="sources">
      <SavedSites />
      <OwnTabs box={box} />
    </div>
    {list.value.sites.length > 0 && <KeepSet />}
  </section>
)
