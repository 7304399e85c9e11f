# Left out, the mode means Immediate. Zonal is what lives in one zone or on one node: the disks of the clouds and of OpenStack
# and vSphere, and local volumes. Other provisioners, such as those of file servers, are left alone.
package edict.templates.storageclass_volume_binding_mode

zonal_provisioners := [
	"ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs",
	"pd.csi.storage.gke.io", "kubernetes.io/gce-pd",
	"disk.csi.azure.com", "kubernetes.io/azure-disk",
	"cinder.csi.openstack.org", "kubernetes.io/cinder",
	"csi.vsphere.vmware.com", "kubernetes.io/vsphere-volume",
	"diskplugin.csi.alibabacloud.com", "vpc.block.csi.ibm.io", "blockvolume.csi.oraclecloud.com",
	"dobs.csi.digitalocean.com", "csi.hetzner.cloud", "linodebs.csi.linode.com", "csi.scaleway.com",
	"kubernetes.io/no-provisioner", "rancher.io/local-path", "openebs.io/local", "local.csi.openebs.io", "topolvm.io",
]

mode := value if {
	value := input.volumeBindingMode
	not value in {null, ""}
} else := "Immediate"

violation contains result if {
	input.provisioner in zonal_provisioners
	mode != input.parameters.mode
	result := {
		"msg": sprintf("The volume binding mode is %v instead of %s", [mode, input.parameters.mode]),
		"violating_key": "volumeBindingMode",
		"recommended_value": input.parameters.mode,
	}
}
