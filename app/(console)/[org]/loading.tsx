import { Card } from "@/components/ui/card";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <Skeleton className="h-5 w-48" />
      <Skeleton className="mt-2.5 mb-5 w-96 max-w-full" />
      <Card>
        <SkeletonRows label="Reading the page …" />
      </Card>
    </>
  );
}
