import type { Studio } from '../../studio.ts';

type Parts = Pick<Studio, 'bridge' | 'pictures' | 'router' | 'notices' | 'language'>;

/** Goes through pictures that are known by their ids, such as those of a job. What isn't in the library any more is left out. */
export async function curatePictures({ bridge, pictures, router, notices, language }: Parts, ids: readonly string[]): Promise<void> {
  const found = await notices.attempt(
    language,
    (async () => {
      // Rows mean something only beside the outline that they belong to.
      await pictures.load();
      return Promise.all(ids.map((id) => bridge.pictures.rowOf(id)));
    })(),
  );
  const set = pictures.setOf(Int32Array.from((found ?? []).filter((row) => row !== null)));
  if ('rows' in set) router.curate(set);
}
