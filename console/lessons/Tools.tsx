import type { ComponentChildren } from 'preact'
import { coversNow } from './CoveredNow.tsx'
import { End } from './End.tsx'
import { EyesUp } from './EyesUp.tsx'
import { HandOver } from './HandOver.tsx'
import { LessonSites } from './LessonSites.tsx'
import { live } from './live.ts'
import { Longer } from './Longer.tsx'
import { OpenPage } from './OpenPage.tsx'
import { type Tool, tool } from './page-state.ts'

/** What a teacher does in a lesson, one thing open at a time. */
export function Tools() {
  const covers = live.value.lesson?.mode === 'eyes-up'
  return (
    <section class="tools" aria-label="Do something in this lesson">
      <div class="tools__row">
        <Toggle of="longer">{covers ? 'Cover for longer' : 'Change the end'}</Toggle>
        {!covers && <Toggle of="sites">Sites</Toggle>}
        {!covers && <Toggle of="open">Open a page</Toggle>}
        {!covers && coversNow().length === 0 && <Toggle of="eyes-up">Eyes up</Toggle>}
        <Toggle of="hand-over">Hand over</Toggle>
        <Toggle of="end">End the lesson</Toggle>
      </div>
      {tool.value !== null && (
        <div class="panel tool" id="tool">
          {tool.value === 'longer' && <Longer />}
          {tool.value === 'sites' && <LessonSites />}
          {tool.value === 'open' && <OpenPage />}
          {tool.value === 'eyes-up' && <EyesUp />}
          {tool.value === 'hand-over' && <HandOver />}
          {tool.value === 'end' && <End />}
        </div>
      )}
    </section>
  )
}

const Toggle = ({ of, children }: { of: Tool; children: ComponentChildren }) => (
  <button
    type="button"
    id={`tool-${of}`}
    class={tool.value === of ? 'button button--open' : 'button'}
    aria-expanded={tool.value === of}
    onClick={() => (tool.value = tool.value === of ? null : of)}
  >
    {children}
  </button>
)
