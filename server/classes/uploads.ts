/** The files in the body of a request: a form's, or the body itself. */
import type { Upload } from './read.ts'
import { RosterError } from './roster.ts'

/** What an upload may come as. */
export const UPLOAD_TYPES = [
  'multipart/form-data',
  'text/csv',
  'application/zip',
  'application/x-zip-compressed',
  'application/octet-stream',
] as const

/** The files in a body of one of `UPLOAD_TYPES`. Throws a RosterError for a form that is broken. */
export async function uploadsOf(body: Uint8Array, contentType: string): Promise<Upload[]> {
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    return [{ name: /zip/i.test(contentType) ? 'upload.zip' : 'upload.csv', bytes: body }]
  }
  const files = [...(await formOf(body, contentType)).values()].filter((value) => typeof value !== 'string')
  return Promise.all(files.map(async (one) => ({ name: one.name, bytes: await one.bytes() })))
}

async function formOf(body: Uint8Array, contentType: string): Promise<FormData> {
  try {
    const headers = { 'Content-Type': contentType }
    return await new Response(body as Uint8Array<ArrayBuffer>, { headers }).formData()
  } catch {
    throw new RosterError('form', 'The body is not the form that Content-Type says it is.')
  }
}
