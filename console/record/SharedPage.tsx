/** What a colleague's link leads to: whom it is about, why one looks, and then the entry in its place. */
import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../api.ts'
import { has, leave } from '../state.ts'
import { PageHead } from '../PageHead.tsx'
import { Title } from '../Title.tsx'
import { Begin } from './Begin.tsx'
import { recordApi } from './api.ts'
import { Record } from './Record.tsx'
import { chosen, forgetRecord, open } from './state.ts'

export const SharedPage = ({ link }: { link: string }) => (
  <main class="console">
    <PageHead>
      <Title>An entry of a pupil’s record</Title>
    </PageHead>
    {has('dsl') ? <Shared key={link} link={link} /> : <NotYours />}
  </main>
)

const NotYours = () => (
  <p class="empty">
    This link is for safeguarding leads: only they look at a pupil’s record. If one sent it to you, ask them
    to tell you what you need to know.
  </p>
)

function Shared({ link }: { link: string }) {
  const [wrong, setWrong] = useState<string | null>(null)
  const follow = () => {
    setWrong(null)
    void find(link).catch((error: unknown) => setWrong(wordsOf(error)))
  }
  useEffect(() => {
    follow()
    return forgetRecord
  }, [])
  const [starting, record] = [chosen.value, open.value]
  if (starting !== null) return <Begin key={starting.pupil.person} {...starting} />
  if (record !== null) return <Record record={record} />
  return (
    <div class="panel" role="status">
      {wrong !== null && <p>{wrong}</p>}
      <button type="button" class="button" onClick={follow}>
        Open the link again
      </button>
    </div>
  )
}

async function find(link: string): Promise<void> {
  const shared = await recordApi.follow(link)
  chosen.value = { pupil: shared.pupil, linked: { ...shared, link } }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) throw error
  if (error.status === 401) leave('Your session has ended.')
  return error.message
}
