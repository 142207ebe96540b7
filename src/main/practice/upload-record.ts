import * as v from 'valibot';

/** A file that was uploaded; the bytes are kept by their hash. */
export const uploadSchema = v.object({
  id: v.string(),
  /** Folder and name below `/files/`: a second upload to the same path overwrites. */
  path: v.string(),
  originalName: v.string(),
  size: v.number(),
  mimeType: v.string(),
  bytes: v.string(),
  uploadedMs: v.number(),
  expiresMs: v.number(),
});

export type Upload = v.InferOutput<typeof uploadSchema>;
