import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";

export default function ConsoleNotFound() {
  return (
    <Card>
      <EmptyState title="There is nothing here">
        The address is wrong, or what it named is gone. Search with ⌘K or Ctrl K.
      </EmptyState>
    </Card>
  );
}
