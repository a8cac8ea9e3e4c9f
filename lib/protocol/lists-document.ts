/**
 * Category lists as the server publishes them. Segments are what somebody published by hand, and are united at look-up;
 * with `index` there are two files besides, which have every name of the school's sources: the index all of them, the
 * other those that the browser's own rules are to hold.
 */
import { categoryIdSchema, hostSchema, isHostName, versionSchema } from '../policy/document.ts'
import { z } from '../zod.ts'

/** A file larger than this is no index of ours: a device would not have room for it. Bytes. */
const MOST_BYTES = 256 * 1024 * 1024

/** SHA-256 of a whole file, in lower-case hexadecimal: its name on the wire and on every disk. */
export const indexDigestSchema = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'write 64 hexadecimal digits'))

/** More than any budget of names has (lib/lists/hot.ts). Bytes. */
const MOST_HOT_BYTES = 32 * 1024 * 1024

/** Names the files that belong to the document; who signs the document answers for them. */
export const listsIndexSchema = z.object({
  digest: indexDigestSchema,
  bytes: z.int().check(z.minimum(1), z.maximum(MOST_BYTES)),
  names: z.int().check(z.minimum(0)),
  /** The format that the file is written in: a device that cannot read it keeps what it has. */
  format: z.int().check(z.minimum(1)),
  /** The names for the browser's rules (lib/lists/hot-file.ts). Left out where there are none. */
  hot: z.optional(
    z.object({ digest: indexDigestSchema, bytes: z.int().check(z.minimum(1), z.maximum(MOST_HOT_BYTES)) }),
  ),
})
export type ListsIndex = z.infer<typeof listsIndexSchema>

export const listsDocumentSchema = z.object({
  version: versionSchema,
  issuedAt: z.number(),
  segments: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      licence: z.string(),
      category: categoryIdSchema,
      /** What is no host is left out: one such name must not keep a device from all the others. */
      hosts: z.pipe(
        z.array(z.string()),
        z.transform((names) => names.filter(isHostName)),
      ),
    }),
  ),
  index: z.optional(listsIndexSchema),
  /**
   * What is smaller than in this version of the same epoch, or an older one, is smaller on purpose: a source was removed,
   * an earlier update put back. Left out where nothing ever was (lib/lists/smaller.ts).
   */
  smallerThan: z.optional(z.int().check(z.minimum(0))),
  /**
   * The school's own word, above every list and the catalogue: the host and everything under it is this and nothing
   * else. None lies under another.
   */
  corrections: z.optional(
    z.array(z.object({ host: hostSchema, categories: z.array(categoryIdSchema) })).check(z.maxLength(5000)),
  ),
})
export type ListsDocument = z.infer<typeof listsDocumentSchema>
