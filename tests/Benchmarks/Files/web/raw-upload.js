import { putBlock, putBlockList } from "/js/storage/blob.js";

/** What sealing is held against: the same blocks, as many at a time, straight from the file. */
const blockLength = 8 * 1024 * 1024 + 448;
const slots = 4;

onmessage = async ({ data: { file, uploadUrl } }) => {
  const { signal } = new AbortController();
  const ids = Array.from({ length: Math.ceil(file.size / blockLength) }, (_, i) => btoa(String(i).padStart(6, "0")));
  let next = 0;
  const fill = async () => {
    while (next < ids.length) {
      const block = next++;
      const body = await file.slice(block * blockLength, (block + 1) * blockLength).arrayBuffer();
      await putBlock(uploadUrl, ids[block], new Uint8Array(body), signal);
    }
  };
  await Promise.all(Array.from({ length: slots }, fill));
  await putBlockList(uploadUrl, ids, "{}", signal);
  postMessage("done");
};
