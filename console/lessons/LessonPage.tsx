import { useEffect } from 'preact/hooks'
import { LessonAsked } from '../asking/LessonAsked.tsx'
import { attempt, leave } from '../state.ts'
import { Title } from '../Title.tsx'
import { Connection } from './Connection.tsx'
import { CoveredNow } from './CoveredNow.tsx'
import { EndsSoon } from './EndsSoon.tsx'
import { follow, live, unfollow } from './live.ts'
import { Over } from './Over.tsx'
import { forgetCode, forgetPage } from './page-state.ts'
import { Pupils } from './Pupils.tsx'
import { TO_LESSONS } from './route.ts'
import { Standing } from './Standing.tsx'
import { now, refreshBeginning, refreshRunning } from './state.ts'
import { Tools } from './Tools.tsx'
import { useTick } from './use-tick.ts'
import { askWhy, calm, look, LOOKS, rest } from './watchdog.ts'
import { clock, leftInWords, MODE_NAMES, SIGNED_OUT } from './words.ts'

/** A lesson while it runs. */
export function LessonPage({ id }: { id: string }) {
  useEffect(() => {
    forgetPage()
    follow(id, askWhy)
    void attempt(async () => {
      await Promise.all([refreshRunning(), refreshBeginning()])
    })
    return () => {
      rest()
      unfollow()
    }
  }, [id])
  useTick(5_000)
  useTick(LOOKS, () => {
    if (live.value.over === null) void look()
  })
  const { lesson, link, over, foreign } = live.value
  useEffect(() => {
    if (link === 'live') calm()
  }, [link])
  useEffect(() => {
    // The code was used.
    forgetCode()
  }, [lesson?.teacher])
  useEffect(() => {
    if (over === 'signed-out') leave(SIGNED_OUT)
  }, [over])
  return (
    <main class="console lessons">
      <div class="lesson-head">
        <p class="small">
          <a class="back" href={TO_LESSONS}>
            All lessons
          </a>
        </p>
        <Title>{lesson?.name ?? 'A lesson'}</Title>
        {lesson && over === null && <WhenAndWhat />}
      </div>
      {over !== null && <Over />}
      {foreign && (
        <p class="note">The server and this page are of different versions: load the page again.</p>
      )}
      {over === null && <Connection />}
      {over === null && <EndsSoon />}
      {lesson && over === null && (
        <>
          <CoveredNow />
          <LessonAsked />
          <Standing />
          <Tools />
          <Pupils />
        </>
      )}
    </main>
  )
}

function WhenAndWhat() {
  const { lesson, teacher } = live.value
  if (!lesson) return null
  return (
    <>
      <p>
        {MODE_NAMES[lesson.mode]}, until <strong>{clock(lesson.until)}</strong>{' '}
        <span class="soft">({leftInWords(lesson.until, now.value)})</span>
      </p>
      {lesson.message !== undefined && <p class="soft small">Pupils read: “{lesson.message}”</p>}
      {teacher !== lesson.teacher && (
        <p class="note small taken-over">
          <strong>{lesson.teacher}</strong> has taken this lesson over. You still see it, as it is your class.
        </p>
      )}
    </>
  )
}
