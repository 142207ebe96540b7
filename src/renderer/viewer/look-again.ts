/** Has the main process look for a picture's file anew, by its content where it isn't in its place; says whether it can be read. */
export async function lookAgain(id: string): Promise<boolean> {
  const answer = await fetch(`picture/${id}`, { method: 'HEAD', cache: 'no-store' });
  return answer.ok;
}
