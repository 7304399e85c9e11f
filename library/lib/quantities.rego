# Kubernetes quantities such as 500Mi, 2G or 1073741824.
package edict.lib.quantities

# Bytes of a memory or storage quantity; undefined where it is none.
bytes(quantity) := units.parse_bytes(sprintf("%v", [quantity]))
