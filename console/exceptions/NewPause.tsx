/** Pauses a pupil's browsing for a time: what stays open, why, until when, whom to talk to. */
import { useSignal } from '@preact/signals'
import { readHost } from '../../lib/policy/hosts.ts'
import { Area, Line } from '../Form.tsx'
import { readLines } from '../read-lines.ts'
import { LEAST_REASON } from '../Why.tsx'
import { exceptionsApi } from './api.ts'
import { Ending } from './Ending.tsx'
import { NewException, useException } from './NewException.tsx'
import { act } from './state.ts'

export function NewPause({ contact }: { contact: string }) {
  const person = useSignal('')
  const talkTo = useSignal(contact)
  const open = useSignal('')
  const { reason, end, wrong, read } = useException('today')
  const send = async (): Promise<void> => {
    const [whom, adult] = [person.value.trim(), talkTo.value.trim()]
    const sites = readLines(open.value, readHost)
    const asked = read(
      /^\S+@\S+$/.test(whom) ? [] : ['Write the pupil’s address.'],
      'Say why: the pupil reads it.',
      [...(adult.length < LEAST_REASON ? ['Say whom the pupil can talk to.'] : []), ...sites.wrong],
    )
    if (asked === null) return
    const body = { ...asked, person: whom, talkTo: adult, open: [...sites.values] }
    if (await act(() => exceptionsApi.pause(body), `${whom}’s browsing is paused within a minute.`)) {
      person.value = ''
      reason.value = ''
      open.value = ''
    }
  }
  return (
    <NewException
      id="pause"
      summary="Pause a pupil’s browsing"
      button="Pause"
      wrong={wrong.value}
      send={send}
    >
      <div class="form">
        <Line label="The pupil’s address" type="email" maxLength={320} of={person} />
        <Ending end={end} />
      </div>
      <Line label="Why? The pupil reads it." class="field" maxLength={300} of={reason} />
      <Line label="Whom to talk to" class="field" maxLength={200} of={talkTo} />
      <Area label="Set work that stays open, one site a line" class="field" rows={2} of={open} />
    </NewException>
  )
}
