"use client";

import { useMemo } from "react";
import { isWithin } from "@/components/parameter-form/field-model";
import { ParameterForm } from "@/components/parameter-form/parameter-form";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { JsonObject } from "@/lib/domain/json";
import type { FieldError } from "@/lib/domain/parameters";
import { formatPath } from "@/lib/domain/path-text";
import { parametersOf } from "./schema-edit";

export interface FormPreviewCardProps {
  readonly schema: JsonObject;
  readonly values: JsonObject;
  readonly onChange: (values: JsonObject) => void;
  readonly errors: readonly FieldError[];
}

/** The form as a policy will show it. What is typed is what the result is judged with. */
export function FormPreviewCard({ schema, values, onChange, errors }: FormPreviewCardProps) {
  // That a value is missing is said at the result; a form that nobody has touched is not wrong yet.
  const shown = useMemo(() => {
    const filled = Object.keys(values).map((name) => formatPath([name]));
    return errors.filter((error) => filled.some((place) => isWithin(error.path, place)));
  }, [errors, values]);
  if (parametersOf(schema).length === 0) return null;
  return (
    <Card>
      <CardHeader title="Form preview" note="its values are used for the result" />
      <CardBody>
        <ParameterForm schema={schema} values={values} onChange={onChange} errors={shown} />
      </CardBody>
    </Card>
  );
}
