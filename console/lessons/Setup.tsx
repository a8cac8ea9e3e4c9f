import { plural } from '../format.ts'
import { Chips } from './Chips.tsx'
import { EndChoice } from './EndChoice.tsx'
import { ModeChoice } from './ModeChoice.tsx'
import { beginning, choose, chosen, mode } from './setup.ts'
import { SitesChoice } from './SitesChoice.tsx'
import { StartCard } from './StartCard.tsx'
import { WordsChoice } from './WordsChoice.tsx'

/** The start of a lesson. The class and the button come first: everything between them is filled in already. */
export function Setup() {
  const start = beginning.value
  if (!start) return <p class="soft">Loading…</p>
  if (start.classes.length === 0)
    return (
      <p class="empty">You teach no class here yet. Ask the network manager to put you into your classes.</p>
    )
  return (
    <section class="setup" aria-labelledby="setup">
      <h2 id="setup">Start a lesson</h2>
      <div class="setup__class">
        <Chips
          id="class"
          legend="Class"
          chips={start.classes.map(({ id, name, pupils }) => ({
            value: id,
            name,
            hint: plural(pupils, 'pupil'),
          }))}
          chosen={chosen.value}
          choose={choose}
        />
      </div>
      <StartCard />
      <div class="setup__rest">
        <ModeChoice />
        {mode.value !== 'eyes-up' && <SitesChoice />}
        <EndChoice />
        <WordsChoice />
      </div>
    </section>
  )
}
