import { DeleteObjectsCommand, HeadObjectCommand, ListObjectVersionsCommand, NotFound, type S3Client } from "@aws-sdk/client-s3";

/** Deletes every version of every object, as must be done before a versioned bucket can be destroyed. */
export async function emptyBucket(s3: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = [...Versions, ...DeleteMarkers].flatMap(({ Key, VersionId }) => (Key === undefined ? [] : [{ Key, VersionId }]));
    if (Objects.length === 0) return;
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  }
}

export async function objectExists(s3: S3Client, Bucket: string, Key: string): Promise<boolean> {
  try {
    await s3.send(new HeadObjectCommand({ Bucket, Key }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

/** Waits until an object is there; gives up when a condition no longer holds. */
export async function waitForObject(s3: S3Client, Bucket: string, Key: string, isWorthIt: () => boolean): Promise<boolean> {
  while (isWorthIt()) {
    if (await objectExists(s3, Bucket, Key)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
