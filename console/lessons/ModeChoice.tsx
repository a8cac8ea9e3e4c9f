import { LESSON_MODES } from '../../lib/policy/lesson.ts'
import { Chips } from './Chips.tsx'
import { mode, setMode } from './setup.ts'
import { MODE_HINTS, MODE_NAMES } from './words.ts'

/** What the lesson does to the class's screens. */
export const ModeChoice = () => (
  <div class="choice">
    <Chips
      id="mode"
      legend="What pupils can open"
      chips={LESSON_MODES.map((value) => ({ value, name: MODE_NAMES[value] }))}
      chosen={mode.value}
      choose={(value) => setMode(value, Date.now())}
    />
    <p class="soft small">{MODE_HINTS[mode.value]}</p>
  </div>
)
