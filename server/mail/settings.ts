/** Through which server mail goes out, as the environment says it. */
import { z } from '../../lib/zod.ts'

const text = z.optional(z.string().check(z.minLength(1)))
export const mailVariables = { KERB_MAIL_URL: text, KERB_MAIL_FROM: text }
type Variables = { readonly [name in keyof typeof mailVariables]?: string | undefined }

export interface MailSettings {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (`smtps:`); otherwise by STARTTLS. */
  readonly secure: boolean
  /** False on this machine only. */
  readonly needsTls: boolean
  readonly user?: { readonly name: string; readonly password: string }
  readonly from: string
}

const PORT = { 'smtp:': 587, 'smtps:': 465 } as const
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/

/** The settings, or null without them. What is wrong goes into `problems`, a line each; no secret is repeated. */
export function readMail(v: Variables, problems: string[]): MailSettings | null {
  const { KERB_MAIL_URL: written, KERB_MAIL_FROM: from } = v
  if (written === undefined && from === undefined) return null
  if (written === undefined || from === undefined) {
    problems.push('KERB_MAIL_URL and KERB_MAIL_FROM: give both or neither')
    return null
  }
  const url = URL.parse(written)
  const protocol = url?.protocol
  if (!url || (protocol !== 'smtp:' && protocol !== 'smtps:') || url.hostname === '') {
    problems.push('KERB_MAIL_URL: write smtps://user:password@mail.school.example or smtp://…')
    return null
  }
  if (!ADDRESS.test(from)) {
    problems.push('KERB_MAIL_FROM: write one address, such as kerb@school.example')
    return null
  }
  const [name, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? PORT[protocol] : Number(url.port),
    secure: protocol === 'smtps:',
    needsTls: !LOOPBACK.test(url.hostname),
    ...(name !== '' && { user: { name, password } }),
    from,
  }
}
