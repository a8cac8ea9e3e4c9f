/** For tests: a mail server on this machine that keeps what it is given. */
import { once } from 'node:events'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { postThrough } from './mail.ts'
import { readMail } from './settings.ts'

export interface TakenLetter {
  readonly to: string
  readonly subject: string | undefined
  readonly text: string | undefined
  /** When it was taken. */
  readonly at: number
}

export async function mailServer() {
  const letters: TakenLetter[] = []
  const state = { refuses: false }
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) =>
      done(
        state.refuses
          ? Object.assign(new Error('no <khan@school.example> here'), { responseCode: 451 })
          : null,
      ),
    onData: (stream, session, done) => {
      const keep = async () => {
        const { subject, text } = await PostalMime.parse(Buffer.concat(await stream.toArray()))
        const to = session.envelope.rcptTo.map(({ address }) => address).join()
        letters.push({ to, subject, text, at: Date.now() })
        done()
      }
      void keep()
    },
  })
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  const { port } = smtp.server.address() as { port: number }
  /** For the environment of a server that sends through it. */
  const environment = {
    KERB_MAIL_URL: `smtp://127.0.0.1:${port}`,
    KERB_MAIL_FROM: 'kerb@school.example',
  }
  const settings = readMail(environment, [])
  if (!settings) throw new Error('no settings')
  return {
    letters,
    state,
    environment,
    post: postThrough(settings),
    close: () => new Promise<void>((done) => smtp.close(done)),
  }
}
